import type { ZodType } from 'zod';
import { z } from 'zod';
import { demultiplexOutput } from '../output/demultiplex-output.ts';
import { splitLines } from '../output/split-lines.ts';

const failure = z.object({
  error: z.string().nullish(),
  errorDetail: z.object({ message: z.string().nullish() }).nullish(),
});

/** The lines of a stream of JSON messages (pull, load). A line that is not what was expected has neither part. */
export async function* readProgress<T>(
  body: AsyncIterable<Buffer>,
  schema: ZodType<T>,
): AsyncGenerator<{ readonly value?: T; readonly error?: string }, void, undefined> {
  for await (const { text } of splitLines(demultiplexOutput(body, 'raw'), 'none')) {
    const message = parse(text);
    const failed = failure.safeParse(message).data;
    const error = failed?.errorDetail?.message ?? failed?.error;
    if (typeof error === 'string') yield { error };
    const parsed = schema.safeParse(message);
    if (parsed.success) yield { value: parsed.data };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
