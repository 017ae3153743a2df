import http from 'node:http';
import { setTimeout } from 'node:timers/promises';

/** Between a client's requests: steady load that leaves the machine room for what is being tested, milliseconds. */
const PAUSE_MS = 4;

export interface LoadResult {
  readonly requests: number;
  /** One line per request that got no answer, or none from the app. */
  readonly failures: readonly string[];
  /** When each of `failures` was asked and was known to have failed, by `performance.now()`. */
  readonly failed: readonly Span[];
  /** Values of `x-version` seen, in the order in which they were first seen. */
  readonly versions: readonly string[];
  /** Longest time between two good answers of one client, milliseconds. */
  readonly longestGapMs: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Clients that ask again shortly after they are answered: half of them over kept connections, half over a new one each time.
 * Every request is its own observation; nothing is tried again.
 */
export function startLoad(target: {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly clients?: number;
  /** Called once, while it fails: what is behind it can be looked at only then. */
  readonly onFirstFailure?: () => void;
}): {
  stop(): Promise<LoadResult>;
} {
  const failures: string[] = [];
  const failed: Span[] = [];
  const versions = new Set<string>();
  let requests = 0;
  let longestGapMs = 0;
  let stopped = false;
  const kept = new http.Agent({ keepAlive: true });
  const client = async (index: number): Promise<void> => {
    let lastGood = performance.now();
    while (!stopped) {
      await setTimeout(PAUSE_MS);
      const from = performance.now();
      const outcome = await ask({
        ...target,
        ...(index % 2 === 0 ? { agent: kept } : { agent: false as const }),
      });
      requests += 1;
      if (outcome.failure !== undefined) {
        if (failures.length === 0) target.onFirstFailure?.();
        failures.push(outcome.failure);
        failed.push({ from, to: performance.now() });
        continue;
      }
      if (outcome.version !== undefined) versions.add(outcome.version);
      const now = performance.now();
      longestGapMs = Math.max(longestGapMs, now - lastGood);
      lastGood = now;
    }
  };
  const clients = Array.from({ length: target.clients ?? 4 }, (_, index) => client(index));
  return {
    stop: async () => {
      stopped = true;
      await Promise.all(clients);
      kept.destroy();
      return { requests, failures, failed, versions: [...versions], longestGapMs };
    },
  };
}

function ask(options: {
  readonly host: string;
  readonly port: number;
  readonly path?: string;
  readonly agent: http.Agent | false;
}): Promise<{ readonly failure?: string; readonly version?: string }> {
  return new Promise((resolve) => {
    const request = http.get({ ...options, path: options.path ?? '/', timeout: 15_000 }, (response) => {
      response.on('error', (error) => resolve({ failure: `cut: ${error.message}` }));
      response.on('end', () => {
        const version = response.headers['x-version'];
        if (response.statusCode !== 200 || typeof version !== 'string')
          resolve({ failure: `status ${response.statusCode}` });
        else resolve({ version });
      });
      response.resume();
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 15 s')));
    request.on('error', (error) => resolve({ failure: error.message }));
  });
}
