import http from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** Between a client's requests: steady load that leaves the machine room for what it is there to disturb, milliseconds. */
const PAUSE_MS = 8;
const CLIENTS = 4;
/** The app answers at once; whoever waits so long has been forgotten. Milliseconds. */
const TIME_LIMIT_MS = 10_000;

/** What the clients saw in a part of the demo. */
export interface LoadReport {
  readonly requests: number;
  /** One line per request without a good answer. */
  readonly failures: readonly string[];
  /** Longest time that one client was without a good answer, milliseconds; its own pauses included. */
  readonly longestGapMs: number;
}

export interface LoadGenerator {
  /** What happened since the last call, or the start. */
  part(): LoadReport;
  /** Everything since the start. */
  total(): LoadReport;
  /**
   * Milliseconds from `since` (as performance.now() counts) until the first answer of this version to a request that was
   * sent later; undefined when there was none yet.
   */
  firstAnswer(version: string, since: number): number | undefined;
  /** Every version that answered, in the order in which they were first seen. */
  versions(): readonly string[];
  stop(): Promise<void>;
}

/**
 * Clients that ask again shortly after each answer: half of them over connections that are kept, half over a new one each
 * time. Nothing is tried again, so every request that is lost is seen.
 */
export function startLoad(target: { readonly host: string; readonly port: number }): LoadGenerator {
  const answers = new Map<string, number[]>();
  const kept = new http.Agent({ keepAlive: true });
  const total = emptyReport();
  let part = emptyReport();
  let stopped = false;

  const client = async (agent: http.Agent | false): Promise<void> => {
    let lastGood = performance.now();
    while (!stopped) {
      await setTimeout(PAUSE_MS);
      const sent = performance.now();
      const answer = await ask({ ...target, agent });
      const now = performance.now();
      for (const report of [part, total]) {
        report.requests += 1;
        if ('failure' in answer) report.failures.push(answer.failure);
        else report.longestGapMs = Math.max(report.longestGapMs, now - lastGood);
      }
      if ('failure' in answer) continue;
      lastGood = now;
      note(answers, answer.version, sent, now);
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, index) => client(index % 2 === 0 ? kept : false));

  return {
    part: () => {
      const report = part;
      part = emptyReport();
      return report;
    },
    total: () => total,
    firstAnswer: (version, since) => firstAfter(answers.get(version) ?? [], since),
    versions: () => [...answers.keys()],
    stop: async () => {
      stopped = true;
      await Promise.all(clients);
      kept.destroy();
    },
  };
}

function emptyReport(): { requests: number; failures: string[]; longestGapMs: number } {
  return { requests: 0, failures: [], longestGapMs: 0 };
}

/** Pairs of times, one after another: when a request was sent, when it was answered. */
function note(answers: Map<string, number[]>, version: string, sent: number, answered: number): void {
  const times = answers.get(version);
  if (times === undefined) answers.set(version, [sent, answered]);
  else times.push(sent, answered);
}

function firstAfter(times: readonly number[], since: number): number | undefined {
  let first: number | undefined;
  for (let index = 0; index < times.length; index += 2) {
    const [sent = 0, answered = 0] = [times[index], times[index + 1]];
    if (sent >= since && (first === undefined || answered < first)) first = answered;
  }
  return first === undefined ? undefined : first - since;
}

function ask(options: {
  readonly host: string;
  readonly port: number;
  readonly agent: http.Agent | false;
}): Promise<{ readonly failure: string } | { readonly version: string }> {
  return new Promise((resolve) => {
    const request = http.get({ ...options, path: '/', timeout: TIME_LIMIT_MS }, (response) => {
      response.on('error', (error) => resolve({ failure: `cut off: ${error.message}` }));
      response.on('end', () => {
        const version = response.headers['x-version'];
        if (response.statusCode === 200 && typeof version === 'string') resolve({ version });
        else resolve({ failure: `HTTP ${response.statusCode}` });
      });
      response.resume();
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${TIME_LIMIT_MS / 1000} s`)));
    request.on('error', (error) => resolve({ failure: error.message }));
  });
}
