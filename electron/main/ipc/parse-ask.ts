import { z } from 'zod';
import type { AskMessage } from '../../../shared/contract/messages.ts';

const stream = z.int().min(1);

const ask = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('open'), stream, name: z.string().max(128), input: z.unknown() }),
  z.strictObject({ ask: z.literal('more'), stream }),
  z.strictObject({ ask: z.literal('shut'), stream }),
  z.strictObject({ ask: z.literal('subscribe') }),
  z.strictObject({ ask: z.literal('unsubscribe') }),
]);

/** A message of the window, or undefined for anything else. */
export function parseAsk(received: unknown): AskMessage | undefined {
  const parsed = ask.safeParse(received);
  return parsed.success ? parsed.data : undefined;
}
