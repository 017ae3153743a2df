import { COLOURS } from '../../../shared/model/colour.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { Engine } from '../engine/engine.ts';
import { startConversation, type EndOfAnswer } from './conversation.ts';
import type { EdgeState } from './edge.ts';
import { GATE_FILE } from './edge-files.ts';
import { backendOf, parseGate } from './gate.ts';
import { parseShowStat, type StatRow } from './parse-show-stat.ts';
import { replicasOf, type FinishedChecks } from './read-edge-state.ts';
import { runtimePort } from './render-edge-config.ts';

/** What one colour has answered since the edge started. */
export interface AnswerCounters {
  /** Requests in HTTP mode. */
  readonly requests: number;
  readonly connections: number;
  /** 5xx answers, the edge's own among them, and answers that the app broke off. */
  readonly failedAnswers: number;
  /** Connections that no replica took. */
  readonly failedConnections: number;
  /** Mean time of the last 1024 requests from their arrival to the first byte of the answer, milliseconds. */
  readonly answerMs: number;
}

/** What a watcher sees of an edge at one moment. */
export interface EdgeLook extends Pick<EdgeState, 'gate' | 'replicas'> {
  readonly answers: Readonly<Record<Colour, AnswerCounters>>;
}

/** A line to HAProxy that is only listened to: one stream, one question, and nothing that could change anything. */
export interface EdgeWatch {
  /** Rejects with `engine.cut` when the line is lost; it stays so. */
  look(): Promise<EdgeLook>;
  readonly lost: boolean;
  close(): void;
}

/** How long an edge may take for an answer, milliseconds; it takes a few. */
const ANSWER_LIMIT_MS = 3_000;

/** Both on one line: their answers come in one piece then, and each piece is an awakening. Backends and servers: 2 + 4. */
const QUESTION = `show stat -1 6 -1;show map ${GATE_FILE}\n`;
const PROMPT = '\n> ';
/** Of the answer to `show map`, which comes last. */
const MAP_LINE = /0x[0-9a-f]+ active /;

/**
 * Beside a deployment's own session, since that one has a shell too and does one thing at a time: whoever watches must
 * neither wait for a swap nor hold one up. An edge takes ten such lines at the same time (HAProxy's `stats maxconn`).
 */
export async function watchEdge(
  engine: Engine,
  container: { readonly id: string; readonly name: string },
  appPort: number,
): Promise<EdgeWatch> {
  const stream = await engine.containers.openExec(
    container.id,
    ['nc', '127.0.0.1', String(runtimePort(appPort))],
    { user: '0' },
  );
  const line = startConversation(stream, `HAProxy in ${container.name}`, ANSWER_LIMIT_MS);
  try {
    await line.ask('prompt\n', endOfPrompt);
  } catch (error) {
    line.close();
    throw error;
  }
  const finished: FinishedChecks = new Map();
  return {
    look: async () => readLook(await line.ask(QUESTION, endOfLook), finished),
    get lost() {
      return line.lost;
    },
    close: () => line.close(),
  };
}

function endOfPrompt(text: string): EndOfAnswer | undefined {
  return text.endsWith(PROMPT) ? { answerEnd: text.length, next: text.length } : undefined;
}

/** In prompt mode an answer is followed by a prompt: each (2.6), or, should a version do so, both together. */
function endOfLook(text: string): EndOfAnswer | undefined {
  if (!text.endsWith(PROMPT)) return undefined;
  const several = text.indexOf(PROMPT) < text.length - PROMPT.length;
  return several || MAP_LINE.test(text) ? endOfPrompt(text) : undefined;
}

function readLook(answer: string, finished: FinishedChecks): EdgeLook {
  const text = answer.replaceAll(PROMPT, '\n');
  const rows = parseShowStat(text);
  return {
    gate: parseGate(text),
    replicas: COLOURS.flatMap((colour) => replicasOf(rows, colour, finished)),
    answers: { blue: answersOf(rows, 'blue'), green: answersOf(rows, 'green') },
  };
}

/** HAProxy answers a request that no replica took with a 503, so in HTTP mode those are among the 5xx. */
function answersOf(rows: readonly StatRow[], colour: Colour): AnswerCounters {
  const row = rows.find((each) => each.proxy === backendOf(colour) && each.name === 'BACKEND');
  const number = (column: string): number => row?.number(column) ?? 0;
  return {
    requests: number('req_tot'),
    connections: number('stot'),
    failedAnswers: number('hrsp_5xx') + number('srv_abrt'),
    failedConnections: number('econ'),
    answerMs: number('qtime') + number('ctime') + number('rtime'),
  };
}
