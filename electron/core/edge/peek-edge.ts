import type { Engine } from '../engine/engine.ts';
import { COLOURS } from '../../../shared/model/colour.ts';
import { Failure } from '../runtime/failure.ts';
import type { EdgeState } from './edge.ts';
import { EDGE_CONFIG_FILE, GATE_FILE } from './edge-files.ts';
import { parseGate } from './gate.ts';
import { parseShowStat } from './parse-show-stat.ts';
import { replicasOf } from './read-edge-state.ts';
import { runtimePort } from './render-edge-config.ts';

/** What an edge does and would do after a restart, without the counters. */
export interface EdgeView extends Pick<EdgeState, 'gate' | 'gateOnRestart' | 'replicas'> {
  /** The text of its main configuration file. */
  readonly configuration: string;
}

/** Between the parts of the answer; no file of an edge has such a line. */
const MARK = '-- twinberth --';

/** How long the edge may take, milliseconds; it answers within some ten, and what it does not answer must not hold up a scan. */
const LIMIT_MS = 5_000;

/**
 * Looks at an edge from outside any conversation with it: one command, two requests, nothing changed and nothing kept
 * open. `edge.failed` when it does not say everything.
 */
export async function peekEdge(engine: Engine, containerId: string, appPort: number): Promise<EdgeView> {
  const stream = await engine.containers.openExec(containerId, peekCommand(appPort), {
    user: '0',
    timeoutMs: LIMIT_MS,
  });
  stream.stdin.end();
  stream.stderr.resume();
  let answer = '';
  for await (const chunk of stream.stdout.setEncoding('utf8')) answer += chunk as string;
  stream.close();
  const [file, configuration, map, stat, end] = answer.split(`${MARK}\n`);
  if (
    file === undefined ||
    configuration === undefined ||
    map === undefined ||
    stat === undefined ||
    end === undefined
  ) {
    throw new Failure('edge.failed', 'The edge runs, but does not say what it does.', {
      container: containerId,
    });
  }
  const rows = parseShowStat(stat.trim());
  return {
    gate: parseGate(map),
    gateOnRestart: parseGate(file),
    configuration,
    replicas: COLOURS.flatMap((colour) => replicasOf(rows, colour)),
  };
}

/** The command, whose own trace among the engine's events can be told by it. */
export function peekCommand(appPort: number): readonly string[] {
  const ask = (command: string) => `echo '${command}' | nc 127.0.0.1 ${runtimePort(appPort)}`;
  const parts = [
    `cat ${GATE_FILE}`,
    `cat ${EDGE_CONFIG_FILE}`,
    ask(`show map ${GATE_FILE}`),
    ask('show stat -1 6 -1'),
  ];
  return ['/bin/sh', '-c', parts.map((part) => `${part}; echo '${MARK}'`).join('; ')];
}
