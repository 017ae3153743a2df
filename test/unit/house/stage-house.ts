import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '../../../electron/core/db/open-stores.ts';
import type { Stores } from '../../../electron/core/db/stores.ts';
import { createProgressFeed } from '../../../electron/core/deployments/progress-feed.ts';
import { edgeServer, serverName } from '../../../electron/core/edge/edge-server.ts';
import { LABEL, LABEL_VERSION } from '../../../electron/core/engine/labels.ts';
import { connectEngine } from '../../../electron/core/engine/connect-engine.ts';
import { createHouse } from '../../../electron/core/house/create-house.ts';
import type { House } from '../../../electron/core/house/house.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { randomIds } from '../../../electron/core/runtime/ids.ts';
import { silentLog } from '../../../electron/core/runtime/log.ts';
import type { HouseEvent, NumberedEvent } from '../../../shared/contract/events.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import { frame, sendJson, startFakeEngine, type FakeEngine } from '../../support/fake-engine.ts';
import {
  sampleBegin,
  sampleConfig,
  sampleEnvironment,
  sampleHost,
  sampleRelease,
} from '../deployments/sample-records.ts';

/** What the fake engine says of one placement, for the test to change. */
export interface StagedPlacement {
  readonly app: string;
  readonly key: string;
  state: { edge: string; replica: string };
  gate: Colour;
  /** What the edge's check of the replica says, in HAProxy's words. */
  check: string;
  requests: number;
  /** The edge takes questions and says nothing. */
  mute: boolean;
}

/** Placements of apps `app-1` … in `prod` on a fake engine, each recorded as serving v1 in blue, with one replica. */
export interface HouseStage {
  readonly stores: Stores;
  readonly file: string;
  readonly fake: FakeEngine;
  readonly placements: readonly StagedPlacement[];
  readonly events: readonly NumberedEvent[];
  readonly progress: ReturnType<typeof createProgressFeed>;
  /** How often somebody asked for what is due to be settled. */
  settled: number;
  placement(app: string): StagedPlacement;
  open(): House;
  /** Tells an event of a container to everybody who listens to the engine. */
  tell(placement: StagedPlacement, role: 'edge' | 'replica', action: string, more?: object): void;
  ofType<T extends HouseEvent['type']>(type: T): readonly Extract<HouseEvent, { readonly type: T }>[];
  remove(): Promise<void>;
}

const HEADER =
  '# pxname,svname,scur,qcur,stot,req_tot,econ,eresp,status,lastchg,check_status,check_code,hrsp_5xx,srv_abrt,qtime,ctime,rtime,';

export async function stageHouse(count: number): Promise<HouseStage> {
  const folder = mkdtempSync(join(tmpdir(), 'twinberth-house-'));
  const file = join(folder, 'history.db');
  const stores = openStores(file, { clock: systemClock, ids: randomIds });
  const fake = await startFakeEngine();
  const engine = await connectEngine(fake.endpoint, { clock: systemClock, log: silentLog });
  stores.hosts.add({ ...sampleHost, endpoint: fake.endpoint });
  stores.environments.add(sampleEnvironment('prod'));
  const placements = Array.from({ length: count }, (_, index) => record(stores, index + 1));
  const streams = new Set<ServerResponse>();
  serve(fake, placements, streams);
  const events: NumberedEvent[] = [];
  const houses: House[] = [];
  const stage: HouseStage = {
    stores,
    file,
    fake,
    placements,
    events,
    progress: createProgressFeed(),
    settled: 0,
    placement: (app) => {
      const found = placements.find((each) => each.app === app);
      if (found === undefined) throw new Error(`there is no ${app}`);
      return found;
    },
    open: () => {
      const house = createHouse({
        stores,
        clock: systemClock,
        ids: randomIds,
        log: silentLog,
        owner: 'ann@desk',
        machine: 'desk',
        isAlive: () => true,
        engineOf: () => Promise.resolve(engine),
        appConfig: (app) => Promise.reject(new Failure('config.missing', `There is no file of ${app}.`)),
        settle: () => {
          stage.settled += 1;
          return Promise.resolve();
        },
        preferencesFile: join(folder, 'preferences.json'),
        progress: stage.progress,
        care: {
          driftEveryMs: 0,
          scanDrift: () => Promise.resolve([]),
          space: {
            everyMs: 0,
            hosts: () => [],
            diskOf: () => Promise.resolve(undefined),
            apply: () => Promise.reject(new Error('nothing is removed here')),
          },
        },
      });
      houses.push(house);
      house.subscribe((event) => events.push(event));
      return house;
    },
    tell: (placement, role, action, more = {}) => {
      const event = {
        Type: 'container',
        Action: action,
        Actor: { ID: idOf(placement, role), Attributes: { ...labelsOf(placement, role), ...more } },
        timeNano: Date.now() * 1e6,
      };
      for (const stream of streams) stream.write(`${JSON.stringify(event)}\n`);
    },
    ofType: <T extends HouseEvent['type']>(type: T) =>
      events
        .map(({ event }) => event)
        .filter((event): event is Extract<HouseEvent, { readonly type: T }> => event.type === type),
    remove: async () => {
      await Promise.all(houses.map((house) => house.close()));
      engine.close();
      stores.close();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

function record(stores: Stores, number: number): StagedPlacement {
  const app = `app-${number}`;
  stores.apps.add({ name: app, directory: `/srv/${app}`, createdAt: 1 });
  stores.releases.add(sampleRelease(1, { id: `${app}-r1`, app, tag: `${app}:v1` }));
  const { id } = stores.deployments.begin(sampleBegin(`${app}-d1`, 1, { app, release: `${app}-r1` }));
  stores.deployments.update(id, { state: 'live', endedAt: 5000, durationMs: 100 });
  stores.berths.put({
    app,
    environment: 'prod',
    host: sampleHost.id,
    active: 'blue',
    activeDeployment: id,
    blue: { deployment: id, state: 'serving' },
    slot: number,
    held: false,
  });
  return {
    app,
    key: `${app}/prod/local`,
    state: { edge: 'running', replica: 'running' },
    gate: 'blue',
    check: 'UP,9,L7OK,200',
    requests: 0,
    mute: false,
  };
}

type Role = 'edge' | 'replica';

function idOf({ app }: StagedPlacement, role: Role): string {
  return `${app}-${role}`;
}

function labelsOf({ app }: StagedPlacement, role: Role): Readonly<Record<string, string>> {
  return {
    name: `twinberth-${app}-prod-${role === 'edge' ? 'edge' : 'blue-1'}`,
    [LABEL.version]: LABEL_VERSION,
    [LABEL.app]: app,
    [LABEL.env]: 'prod',
    [LABEL.role]: role,
    ...(role === 'replica' ? { [LABEL.colour]: 'blue', [LABEL.deployment]: `${app}-d1` } : {}),
  };
}

function serve(fake: FakeEngine, placements: readonly StagedPlacement[], streams: Set<ServerResponse>): void {
  fake.on('GET /info', ({ response }) =>
    sendJson(response, 200, { ID: 'fake', Driver: 'overlay2', ServerVersion: '20.10.24' }),
  );
  fake.on('GET /events', ({ response }) => {
    response.writeHead(200);
    response.flushHeaders();
    streams.add(response);
    response.on('close', () => streams.delete(response));
  });
  fake.on('GET /containers/json', ({ query, response }) => {
    const { id } = JSON.parse(query.get('filters') ?? '{}') as { readonly id?: readonly string[] };
    const all = placements.flatMap((each) => [listed(each, 'edge'), listed(each, 'replica')]);
    const there = all.filter(({ State }) => State !== 'gone');
    sendJson(response, 200, id === undefined ? there : there.filter(({ Id }) => id.includes(Id)));
  });
  for (const each of placements) {
    fake.on(`POST /containers/${idOf(each, 'edge')}/exec`, ({ response }) =>
      sendJson(response, 201, { Id: `exec-${each.app}` }),
    );
    fake.on(`POST /exec/exec-${each.app}/start`, (call) => answerQuestions(call.upgrade(), each));
  }
}

function listed(placement: StagedPlacement, role: Role) {
  const { name, ...labels } = labelsOf(placement, role);
  return {
    Id: idOf(placement, role),
    Names: [`/${name ?? ''}`],
    ImageID: 'sha256:1',
    Labels: labels,
    State: placement.state[role],
    Created: 1,
  };
}

/** HAProxy's side of a watcher's line. */
function answerQuestions(line: Duplex, placement: StagedPlacement): void {
  line.on('data', (chunk: Buffer) => {
    if (placement.mute) return;
    for (const question of chunk.toString().split(/[\n;]/)) {
      if (question === 'prompt') line.write(frame(1, '\n> '));
      if (question.startsWith('show stat')) line.write(frame(1, `${statOf(placement)}\n> `));
      if (question.startsWith('show map')) line.write(frame(1, `0x1 active be_${placement.gate}\n\n> `));
    }
  });
  line.on('error', () => undefined);
}

function statOf({ check, requests }: StagedPlacement): string {
  const server = serverName(
    edgeServer({ replica: 1, address: '10.192.0.33', port: 8080 }, sampleConfig().health, 'steady'),
  );
  return [
    HEADER,
    `be_blue,${server},0,0,0,0,0,0,${check},,,,,,`,
    `be_blue,BACKEND,0,0,${requests},${requests},0,0,UP,9,,,0,0,0,1,2,`,
    'be_green,BACKEND,0,0,0,0,0,0,UP,9,,,0,0,0,0,0,',
    '',
  ].join('\n');
}
