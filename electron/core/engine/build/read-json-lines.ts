import { StringDecoder } from 'node:string_decoder';
import { Failure } from '../../runtime/failure.ts';

/** A single record of a build is at most a few hundred kilobytes; what is longer is not an engine that speaks. */
const LONGEST_LINE = 64 * 1024 * 1024;

export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * The JSON objects of a stream, one per line, as the engine sends progress. Blank lines are passed over. Throws
 * `engine.failed` on a line that is not a JSON object, and whatever the stream fails with.
 */
export async function* readJsonLines(stream: AsyncIterable<Buffer>): AsyncGenerator<JsonRecord> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw notJson(rest);
    for (const line of lines) if (line.trim() !== '') yield parse(line);
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield parse(rest);
}

function parse(line: string): JsonRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw notJson(line, error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notJson(line);
  return value as JsonRecord;
}

function notJson(line: string, cause?: unknown): Failure {
  return new Failure(
    'engine.failed',
    'The engine sent something in its progress that is not JSON. Is a proxy between this machine and the engine?',
    { engine: line.slice(0, 200) },
    { cause },
  );
}
