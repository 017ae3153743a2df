import { COLOURS } from '../../../shared/model/colour.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { ColourTraffic, EdgeState, ReplicaHealth } from './edge.ts';
import { GATE_FILE } from './edge-files.ts';
import type { EdgeLine } from './edge-line.ts';
import { parseServerName } from './edge-server.ts';
import { backendOf, parseGate } from './gate.ts';
import { parseShowStat } from './parse-show-stat.ts';
import type { StatRow } from './parse-show-stat.ts';

/** Rows of backends (2) and servers (4). */
const BACKENDS_AND_SERVERS = 'show stat -1 6 -1';

export async function readEdgeState(line: EdgeLine): Promise<EdgeState> {
  const [stat, map, file] = await Promise.all([
    line.haproxy(BACKENDS_AND_SERVERS),
    line.haproxy(`show map ${GATE_FILE}`),
    line.readFile(GATE_FILE),
  ]);
  const rows = parseShowStat(stat);
  return {
    gate: parseGate(map),
    gateOnRestart: parseGate(file),
    replicas: COLOURS.flatMap((colour) => replicasOf(rows, colour)),
    traffic: { blue: trafficOf(rows, 'blue'), green: trafficOf(rows, 'green') },
  };
}

/**
 * What the last finished check of each server said, by server and status. HAProxy forgets it as soon as the next check begins,
 * and keeps only the status: whoever looks again and again would read another text each time.
 */
export type FinishedChecks = Map<string, string | number>;

export function replicasOf(
  rows: readonly StatRow[],
  colour: Colour,
  finished: FinishedChecks = new Map(),
): readonly ReplicaHealth[] {
  return rows
    .filter((row) => row.proxy === backendOf(colour))
    .flatMap((row) => {
      const server = parseServerName(row.name);
      return server ? [replicaHealth(row, colour, server, finished)] : [];
    })
    .sort((a, b) => a.replica - b.replica);
}

/**
 * A server that was added to an idle colour starts as down, so `UP` means that it has passed its number of checks in a
 * row. After a restart of the edge it starts as up (HAProxy before 3.1 knows no other way), so its first check must have
 * passed besides. A status such as `UP 1/3` is up with failing checks, `* L7OK` is a check that is under way.
 */
function replicaHealth(
  row: StatRow,
  colour: Colour,
  { replica, address }: { readonly replica: number; readonly address: string },
  finished: FinishedChecks,
): ReplicaHealth {
  const status = row.text('status');
  const told = row.text('check_status');
  const checkStatus = told.replace(/^\* /, '');
  const unchecked = checkStatus === '' || checkStatus === 'INI';
  const words = row.number('check_code') || row.text('last_chk') || row.text('check_desc');
  const seen = /^L[4-7]OK/.test(checkStatus) ? row.number('check_code') || '' : words;
  const key = `${row.proxy} ${row.name} ${checkStatus}`;
  if (told === checkStatus) finished.set(key, seen);
  const outcome = finished.get(key) ?? seen;
  return {
    colour,
    replica,
    address,
    status: statusOf(status, unchecked),
    ready: status === 'UP' && /^L[4-7]OKC?$/.test(checkStatus),
    check: unchecked ? 'not checked yet' : `${checkStatus} ${outcome}`.trim(),
    sinceMs: row.number('lastchg') * 1000,
  };
}

function statusOf(status: string, unchecked: boolean): ReplicaHealth['status'] {
  if (status.startsWith('MAINT')) return 'maintenance';
  if (status.startsWith('DRAIN') || status.startsWith('NOLB')) return 'draining';
  if (unchecked || status === 'no check') return 'unchecked';
  return status.startsWith('UP') ? 'up' : 'down';
}

function trafficOf(rows: readonly StatRow[], colour: Colour): ColourTraffic {
  const row = rows.find((each) => each.proxy === backendOf(colour) && each.name === 'BACKEND');
  const number = (column: string): number => row?.number(column) ?? 0;
  return {
    requests: number('req_tot'),
    connections: number('stot'),
    answers2xx: number('hrsp_2xx'),
    answers4xx: number('hrsp_4xx'),
    answers5xx: number('hrsp_5xx'),
    connectErrors: number('econ'),
    responseErrors: number('eresp'),
    openSessions: number('scur'),
    queued: number('qcur'),
  };
}
