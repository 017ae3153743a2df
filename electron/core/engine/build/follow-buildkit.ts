import { StringDecoder } from 'node:string_decoder';
import type { BuildProgress } from '../build-progress.ts';
import { OUTPUT_TAIL } from './build-outcome.ts';
import type { BuildStreamOutcome } from './build-outcome.ts';
import { decodeBuildkitTrace } from './decode-buildkit-trace.ts';
import type { BuildkitTrace, Vertex, VertexLog } from './decode-buildkit-trace.ts';
import { readJsonLines } from './read-json-lines.ts';
import { imageIdOf, errorOf } from './read-build-record.ts';
import { createTextTail } from './text-tail.ts';
import type { TextTail } from './text-tail.ts';

/** Follows the answer to a BuildKit build to its end. Throws what `readJsonLines` throws. */
export async function followBuildkit(
  stream: AsyncIterable<Buffer>,
  onProgress: (progress: BuildProgress) => void,
): Promise<BuildStreamOutcome> {
  const steps = new StepTable(onProgress);
  let image: string | undefined;
  for await (const record of readJsonLines(stream)) {
    if (record['id'] === 'moby.buildkit.trace' && typeof record['aux'] === 'string') {
      steps.apply(decodeBuildkitTrace(Buffer.from(record['aux'], 'base64')));
    }
    image = imageIdOf(record) ?? image;
    const message = errorOf(record);
    if (message !== undefined) return { kind: 'error', message, ...steps.failure() };
  }
  return image === undefined ? { kind: 'silent', ...steps.failure() } : { kind: 'image', id: image };
}

/** What is known of each vertex; tells only what changed. */
class StepTable {
  readonly #onProgress: (progress: BuildProgress) => void;
  readonly #names = new Map<string, string>();
  readonly #told = new Map<string, string>();
  readonly #tails = new Map<string, TextTail>();
  readonly #decoders = new Map<string, StringDecoder>();
  #failed: string | undefined;
  #running: string | undefined;

  constructor(onProgress: (progress: BuildProgress) => void) {
    this.#onProgress = onProgress;
  }

  apply(trace: BuildkitTrace): void {
    for (const vertex of trace.vertexes) this.#applyVertex(vertex);
    for (const { vertex, id, current, total } of trace.statuses) {
      if (current === 0 && total === 0) continue;
      this.#onProgress({ kind: 'bytes', id: vertex, name: id, current, ...(total > 0 ? { total } : {}) });
    }
    for (const log of trace.logs) this.#applyLog(log);
  }

  /** The step that went wrong, or else the last one that was begun, and the end of its output. */
  failure(): { readonly step?: string; readonly output: string } {
    const digest = this.#failed ?? this.#running;
    if (digest === undefined) return { output: '' };
    const step = this.#names.get(digest);
    return { output: this.#tails.get(digest)?.text() ?? '', ...(step === undefined ? {} : { step }) };
  }

  #applyVertex(vertex: Vertex): void {
    const { digest, name, started, completed, error } = vertex;
    this.#names.set(digest, name);
    if (started === undefined) return;
    if (completed === undefined) this.#running = digest;
    else if (this.#running === digest) this.#running = undefined;
    // When one step fails the others that ran beside it are cancelled, and say so as an error of theirs.
    if (error !== '' && (this.#failed === undefined || !isCancelled(error))) this.#failed = digest;

    const state =
      error !== '' ? 'failed' : completed === undefined ? 'running' : vertex.cached ? 'cached' : 'done';
    // BuildKit comes back to what it has done, then from its cache; a step that is over stays so, unless it fails.
    const told = this.#told.get(digest);
    if (told === state || (told !== undefined && told !== 'running' && state !== 'failed')) return;
    this.#told.set(digest, state);
    this.#onProgress({
      kind: 'step',
      id: digest,
      name,
      state,
      ...(completed === undefined ? {} : { durationMs: Math.max(0, completed - started) }),
    });
  }

  #applyLog(log: VertexLog): void {
    const key = `${log.vertex} ${log.stream}`;
    const decoder = this.#decoders.get(key) ?? new StringDecoder('utf8');
    this.#decoders.set(key, decoder);
    const text = decoder.write(Buffer.from(log.bytes));
    if (text === '') return;
    const tail = this.#tails.get(log.vertex) ?? createTextTail(OUTPUT_TAIL);
    this.#tails.set(log.vertex, tail);
    tail.append(text);
    this.#onProgress({ kind: 'output', id: log.vertex, stream: log.stream, text });
  }
}

function isCancelled(error: string): boolean {
  return /context canceled|^cancell?ed/i.test(error);
}
