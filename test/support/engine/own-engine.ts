import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FIXTURE_IMAGES } from '../fixtures/fixture-layers.mjs';
import type { TestEngine } from '../test-engine.ts';
import { pingEngine } from './engine-call.mjs';
import { enginePlan, type EnginePlan } from './engine-plan.mjs';
import { engineEnvironment } from './engine-programs.mjs';
import { leavePrivate, usePrivate } from './provide-engine.mjs';

const quiet = { log: () => undefined, packages: process.env['TWINBERTH_TEST_PACKAGES'] };
const TIME_LIMIT_MS = 60_000;

/** An engine that nobody else uses, fixture images included, so that it may be stopped in the middle of something. */
export interface OwnEngine {
  readonly test: TestEngine;
  /** SIGKILL, without a moment's notice. Synchronous; what runs in containers goes on until the engine is back. */
  kill(): void;
  /** As `systemctl stop docker`: every container is stopped with it. */
  stop(): Promise<void>;
  /** Starts it again after `kill` or `stop`; resolves as soon as it answers. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** Only root can have one. */
export async function startOwnEngine(): Promise<OwnEngine> {
  const plan = enginePlan(mkdtempSync(join(tmpdir(), 'twinberth-own-')));
  const { endpoint, address, run } = await usePrivate(plan.folder, quiet);
  let daemon = readDaemon(plan);
  return {
    test: { endpoint, address, run, images: FIXTURE_IMAGES },
    kill: () => process.kill(daemon.pid, 'SIGKILL'),
    stop: async () => {
      process.kill(daemon.pid, 'SIGTERM');
      await gone(daemon.pid);
    },
    start: async () => {
      await gone(daemon.pid);
      // It would keep the next one from starting as long as anything has that number, be it only what is left of this one.
      rmSync(join(plan.folder, 'dockerd.pid'), { force: true });
      launchAgain(plan, daemon.words);
      await until(
        async () => (await pingEngine(endpoint)).answers,
        `the engine in ${plan.folder} did not answer`,
      );
      daemon = readDaemon(plan);
    },
    remove: () => leavePrivate(plan.folder, quiet.log),
  };
}

interface Daemon {
  readonly pid: number;
  /** The command by which it was started. */
  readonly words: readonly string[];
}

function readDaemon(plan: EnginePlan): Daemon {
  const pid = Number(readFileSync(join(plan.folder, 'dockerd.pid'), 'utf8'));
  return { pid, words: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1) };
}

function launchAgain(plan: EnginePlan, words: readonly string[]): void {
  const output = openSync(join(plan.folder, 'dockerd.log'), 'a');
  spawn('nsenter', [`--net=/run/netns/${plan.netns}`, ...words], {
    detached: true,
    stdio: ['ignore', output, output],
    env: engineEnvironment(plan.packages, process.env),
  }).unref();
  closeSync(output);
}

function gone(pid: number): Promise<void> {
  return until(() => Promise.resolve(!isAlive(pid)), 'the engine did not end');
}

/** A process that has ended and that nobody has asked about yet is as dead as any. */
function isAlive(pid: number): boolean {
  try {
    return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(condition: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = performance.now() + TIME_LIMIT_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${otherwise} within ${TIME_LIMIT_MS / 1_000} s`);
    await setTimeout(20);
  }
}
