import { describe, expect, it } from 'vitest';
import type { EdgeLine } from '../../../electron/core/edge/edge-line.ts';
import { GATE_FILE } from '../../../electron/core/edge/edge-files.ts';
import { holdGate, swingGate } from '../../../electron/core/edge/swing-gate.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { failureOf } from '../../support/failure-of.ts';

const SERVER = 'steady-1:10.0.0.12:8080:i1000:r2:f3';
const STAT = `# pxname,svname,status,lastchg,check_status,\nbe_green,${SERVER},UP,1,L7OK,\n`;

/** An edge that takes every command; `shows` is what its running process then says of the gate, given what it was told. */
function edgeThatShows(shows: (told: string) => string): EdgeLine & { readonly told: readonly string[] } {
  const told: string[] = [];
  let active = 'be_blue';
  return {
    told,
    haproxy: (command) => {
      if (command.startsWith('show stat')) return Promise.resolve(STAT);
      if (command.startsWith('show map'))
        return Promise.resolve(`0x55d0 active ${shows(active)}\n0x55e0 hold-limit 30000`);
      told.push(command);
      active = /^set map \S+ active (\S+)$/.exec(command)?.[1] ?? active;
      return Promise.resolve('');
    },
    readFile: () => Promise.reject(new Error('nothing is to be read from a file')),
    writeFiles: (files) => {
      told.push(...files.map(([path, content]) => `${path}: ${content.split('\n', 1)[0] ?? ''}`));
      return Promise.resolve();
    },
    lost: false,
    close: () => undefined,
  };
}

const obedient = (told: string): string => told;
const lagging = (): string => 'be_blue';

describe('the gate', () => {
  it('is swung in the file first and in the running process then', async () => {
    const edge = edgeThatShows(obedient);
    expect((await swingGate(edge, systemClock, 'green')).mapMs).toBeGreaterThanOrEqual(0);
    expect(edge.told).toEqual([`${GATE_FILE}: active be_green`, `set map ${GATE_FILE} active be_green`]);
  });

  it('is read back: an edge that still leads to the old colour has not been swung', async () => {
    const failure = await failureOf(swingGate(edgeThatShows(lagging), systemClock, 'green'));
    expect(failure).toMatchObject({
      code: 'edge.failed',
      message: 'The edge was told to open to green but says that it is open to blue.',
      details: { wanted: 'green', seen: 'blue' },
    });
  });

  it('is read back when requests are to wait, too', async () => {
    const held = edgeThatShows(obedient);
    await holdGate(held, 'blue', 5000);
    expect(held.told.at(-1)).toBe(`set map ${GATE_FILE} active hold`);
    const failure = await failureOf(holdGate(edgeThatShows(lagging), 'blue', 5000));
    expect(failure.message).toBe('The edge was told to open to hold but says that it is open to blue.');
  });
});
