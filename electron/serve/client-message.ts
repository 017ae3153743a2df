import { z } from 'zod';
import type { ClientMessage } from '../../shared/contract/wire.ts';

const id = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const name = z.string().min(1).max(64);

/** Inputs are checked by whoever is called, against the contract. */
const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id, name, input: z.unknown() }),
  z.strictObject({ type: z.literal('open'), id, name, input: z.unknown() }),
  z.strictObject({ type: z.literal('ack'), id }),
  z.strictObject({ type: z.literal('close'), id }),
]);

/** A message as it came, or undefined for what no client of ours sends. */
export function parseClientMessage(text: string): ClientMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = clientMessage.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
