import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enginePlan, stateFolder } from '../../support/engine/engine-plan.mjs';
import { startTime } from '../../support/engine/engine-processes.mjs';
import { engineUsers, joinEngine, KEPT, leaveEngine } from '../../support/engine/engine-users.mjs';
import { withEngineLock } from '../../support/engine/with-engine-lock.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-sharing-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('users of a private engine', () => {
  test('are those that joined and did not leave', () => {
    joinEngine(folder);
    joinEngine(folder, KEPT);
    expect(engineUsers(folder)).toHaveLength(2);
    leaveEngine(folder);
    expect(engineUsers(folder)).toEqual([KEPT]);
  });

  test('are forgotten when their process has ended', async () => {
    const child = spawn('sleep', ['600']);
    await once(child, 'spawn');
    const user = `${child.pid ?? 0}-${startTime(child.pid ?? 0) ?? ''}`;
    joinEngine(folder, user);
    expect(engineUsers(folder)).toEqual([user]);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(engineUsers(folder)).toEqual([]);
  });

  test('are not confused with another process that got the same id', () => {
    joinEngine(folder, `${process.pid}-1`);
    expect(engineUsers(folder)).toEqual([]);
  });
});

describe('withEngineLock', () => {
  test('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const enter = () =>
      withEngineLock(folder, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
      });
    await Promise.all([enter(), enter(), enter()]);
    expect(most).toBe(1);
  });

  test('is free again after a failure', async () => {
    await expect(withEngineLock(folder, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await withEngineLock(folder, () => Promise.resolve('next'))).toBe('next');
  });
});

describe('the names of a private engine', () => {
  test('differ between checkouts', () => {
    expect(stateFolder({}, '/home/a/twinberth/')).not.toBe(stateFolder({}, '/home/b/twinberth/'));
    expect(enginePlan('/tmp/a').netns).not.toBe(enginePlan('/tmp/b').netns);
  });

  test('can be given', () => {
    expect(stateFolder({ TWINBERTH_TEST_STATE: '/srv/state' }, '/home/a')).toBe('/srv/state');
  });

  test('fit into what the kernel allows', () => {
    expect(enginePlan('/tmp/a').hostLink.length).toBeLessThanOrEqual(15);
    expect(() => enginePlan(`/${'long/'.repeat(30)}`)).toThrow('TWINBERTH_TEST_STATE');
  });
});
