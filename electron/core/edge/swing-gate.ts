import type { Colour } from '../../../shared/model/colour.ts';
import type { Clock } from '../runtime/clock.ts';
import { Failure } from '../runtime/failure.ts';
import { GATE_FILE } from './edge-files.ts';
import type { EdgeLine } from './edge-line.ts';
import { gateValue, parseGate, renderGateFile } from './gate.ts';
import type { Gate } from './gate.ts';
import { settleColour } from './moor-colour.ts';
import { listServers } from './running-servers.ts';
import { command } from './run-command.ts';

/**
 * Opens the gate to a colour: file, running process, read back. `edge.failed` when the colour has no replica; `onlyIfUp`:
 * `ready.failed` when HAProxy would send traffic to none of them, and then the gate stays where it is.
 */
export async function swingGate(
  line: EdgeLine,
  clock: Clock,
  colour: Colour,
  { onlyIfUp = false }: { readonly onlyIfUp?: boolean } = {},
): Promise<{ readonly mapMs: number }> {
  const servers = await listServers(line, colour);
  if (servers.length === 0) {
    throw new Failure(
      'edge.failed',
      `The edge cannot be switched to ${colour}: no replica of it is known there.`,
      {
        colour,
      },
    );
  }
  if (onlyIfUp && servers.every(({ up }) => !up)) {
    throw new Failure(
      'ready.failed',
      `The edge sees no replica of ${colour} up, so the gate was not swung to it.`,
      { colour },
    );
  }
  // Both are done before the gate moves; they go over different streams, and somebody in a hurry waits for them.
  await Promise.all([
    settleColour(line, clock, colour, servers),
    line.writeFiles([[GATE_FILE, renderGateFile(colour)]]),
  ]);
  const began = clock.ticks();
  await setGate(line, colour);
  return { mapMs: clock.ticks() - began };
}

/** Lets new requests wait, each at most `maxMs`. After a restart the edge would be open to `fallback`. */
export async function holdGate(line: EdgeLine, fallback: Colour, maxMs: number): Promise<void> {
  await line.writeFiles([[GATE_FILE, renderGateFile(fallback)]]);
  await command(line, `set map ${GATE_FILE} hold-limit ${Math.ceil(maxMs)}`);
  await setGate(line, 'hold');
}

async function setGate(line: EdgeLine, gate: Gate): Promise<void> {
  await command(line, `set map ${GATE_FILE} active ${gateValue(gate)}`);
  const seen = parseGate(await line.haproxy(`show map ${GATE_FILE}`));
  if (seen === gate) return;
  throw new Failure(
    'edge.failed',
    `The edge was told to open to ${gate} but says that it is open to ${seen}.`,
    {
      wanted: gate,
      seen,
    },
  );
}
