import { COLOURS } from '../../../shared/model/colour.ts';
import type { Colour } from '../../../shared/model/colour.ts';

/** `hold`: new requests wait inside the edge. `none`: nothing has been switched on yet, requests get a 503. */
export type Gate = Colour | 'hold' | 'none';

/** HAProxy's name of the backend of a colour; also the gate's value when it is open to that colour. */
export function backendOf(colour: Colour): string {
  return `be_${colour}`;
}

export function gateValue(gate: Gate): string {
  return gate === 'hold' || gate === 'none' ? gate : backendOf(gate);
}

/** An unknown value is `none`: that is also what the edge makes of it. */
export function gateOfValue(value: string | undefined): Gate {
  if (value === 'hold') return 'hold';
  return COLOURS.find((colour) => backendOf(colour) === value) ?? 'none';
}

/** The gate's map file. `hold-limit` is there from the start because `set map` only changes keys that exist. */
export function renderGateFile(gate: Gate): string {
  return `active ${gateValue(gate)}\nhold-limit 30000\n`;
}

/** Reads the gate from a map file, or from the answer to `show map`, whose lines begin with an address. */
export function parseGate(text: string): Gate {
  const line = /^(?:0x[0-9a-f]+ )?active (\S+)$/m.exec(text);
  return gateOfValue(line?.[1]);
}
