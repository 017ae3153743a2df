/*
 * The rows that the documents show, in the order in which they do. A bench names its row by one of these; rows of other
 * names are printed and written to the JSON only.
 */

/** In the README. */
export const README_ROWS = {
  lostRequests: 'requests lost over 50 swaps and 50 rollbacks, HTTP',
  webSocketsCut: 'WebSockets cut by a swap before the drain deadline',
  downloadsCut: 'downloads cut by a swap before the drain deadline',
  deployNode: 'deploy of a built image until traffic is on it / raw start, Node sample app',
  deployBusybox: 'the same, BusyBox httpd, which answers 8 ms after its start',
  warmRollback: 'warm rollback: command until a client has the first answer from the old version, p50',
  warmRollbackP95: 'the same, p95',
  mapChange: 'the map change itself, p50',
  stoppedRollback: 'rollback to a stopped standby / `docker start` and first good answer',
  reboot: 'reboot with the app closed: the active colour serves after the engine answers',
  recovery: 'recovery after a kill, until the placement is settled, p95',
  faultMatrix: 'fault matrix: cells passed',
  races: '1,000 races of two processes for one placement: rounds with exactly one winner',
  racesOfHomes: 'the same with two homes on one engine',
  driftScan: 'drift: scan of 300 containers',
  driftCalls: 'the same: engine calls per container',
  gcPlan: 'gc: plan for 2,000 images that share layers',
  gcPlanBuildKit: 'the same with the records of BuildKit',
  gcFreed: 'gc: bytes freed on a real engine, away from the plan',
  rebuild: 'lost history of 100 apps written anew from labels',
  contextUnchanged: 'context of 50,000 files, 1 GB, unchanged: recognised',
  contextCold: 'the same, cold: hash and pack / `tar -c` piped to `sha256sum`',
  edgeThroughput: 'edge throughput / the same HAProxy configured by hand',
  coreStart: 'history of 1,000,000 deployments: start of the core',
  firstPage: 'the same: first page',
  deepPage: 'the same: page 1,000',
  latest: 'the same: latest of 120 placements, all together',
  serviceUpdate: '`docker service update --update-order start-first`, until all answers are new',
  ourDeploy: 'beside it, a deployment of ours, `stable: 0s`',
  serviceRollback: '`docker service rollback`, until all answers are old',
  ourRollback: 'beside it, a warm rollback of ours',
} as const;

/** In docs/desktop.md. */
export const DESKTOP_ROWS = {
  firstPaint: 'board of 1,000 placements: first paint from a warm core',
  eventWork: 'the same: main-thread work per event, p95',
  floodTasks: 'the same: tasks over 50 ms while 100 events/s arrive for 30 s',
  pixel: 'from an event to the pixel, p95',
  dragFrames: 'frames over 20 ms while a card is dragged over that board',
  linesDropped: 'log view, 10,000 lines/s for 30 s: lines dropped',
  logTasks: 'the same: tasks over 50 ms',
  logHeap: 'the same: heap at the end / heap once the view was full',
  houseEvent: 'engine event to house event, 1,000 placements, p95',
  watching: 'watching 300 real containers from the tray: processor, of a core',
  firstScreen: 'script and style of the first screen, gzip',
  windowMemory: 'memory of all processes, 1,000 placements, the window on the board',
  trayMemory: 'the same from the tray, the window closed',
} as const;

/** In the README, in a table of its own: what the fault matrix came to, by operation. */
const FAULT_OPERATIONS = [
  'first deploy',
  'deploy',
  'promote',
  'rollback, warm',
  'rollback, watched',
  'rollback, stopped',
  'rollback, image',
  'hold-and-swap',
  'rollback of a hold-and-swap',
  'edge replacement',
  'from HTTP to TCP',
  'heal of an edge',
  'end of a bake that nobody waited for',
  'end of a standby',
] as const;

export function faultTitle(operation: string): string {
  return `fault matrix: ${operation}`;
}

/** A table of a document, between marks of its own. */
export interface MeasuredTable {
  readonly path: string;
  /** Between `<!-- mark -->` and `<!-- /mark -->`. */
  readonly mark: string;
  readonly titles: readonly string[];
}

export const MEASURED_TABLES: readonly MeasuredTable[] = [
  { path: 'README.md', mark: 'bench', titles: Object.values(README_ROWS) },
  { path: 'README.md', mark: 'fault-matrix', titles: FAULT_OPERATIONS.map(faultTitle) },
  { path: 'docs/desktop.md', mark: 'bench', titles: Object.values(DESKTOP_ROWS) },
];
