import { Readable } from 'node:stream';
import type { ContextEntry, ContextFile, ContextProgress } from './context-entry.ts';
import { TAR_BLOCK, encodeTarHeader, padLength } from './encode-tar-header.ts';
import type { TarEntry } from './encode-tar-header.ts';
import { openContextFile } from './read-context-file.ts';

/** A file that is not on disk at that place: what the builder needs and the ignore rules leave out. */
export interface ExtraFile {
  readonly path: string;
  readonly content: Buffer;
}

export interface PackOptions {
  /**
   * Modification time of every entry, in whole seconds since 1970; default `CONSTANT_TIME`. Not the files' own times:
   * two checkouts of one commit give the same bytes.
   */
  readonly modified?: number;
  readonly extras?: readonly ExtraFile[];
  readonly onProgress?: (progress: ContextProgress) => void;
}

/** 2000-01-01: not 1970, because zip files and what is made of them cannot hold a time before 1980. */
export const CONSTANT_TIME = 946_684_800;

/** Bytes read and handed on at a time. Larger chunks are faster by a fifth, but wait for the collector in larger heaps. */
const CHUNK_SIZE = 16 * 1024;

/**
 * The context as a tar stream, made while it is read: at most a few chunks are in memory. Entries come in the order given,
 * after the extra files. A file that is not what the walk saw makes the stream fail with a Failure that names it.
 */
export function packContext(
  root: string,
  entries: Iterable<ContextEntry>,
  options: PackOptions = {},
): Readable {
  return Readable.from(packChunks(root, entries, options), { objectMode: false });
}

/** The chunks of that stream, each in a buffer of its own that the taker may keep, change or transfer. */
export function* packChunks(root: string, entries: Iterable<ContextEntry>, options: PackOptions): Chunks {
  const modified = options.modified ?? CONSTANT_TIME;
  const tar = new ChunkWriter();
  for (const { path, content } of options.extras ?? []) {
    yield* tar.write(encodeTarHeader({ type: 'file', path, mode: 0o644, size: content.length, modified }));
    yield* tar.write(content);
    yield* tar.writeZeros(padLength(content.length));
  }
  let files = 0;
  let bytes = 0;
  for (const entry of entries) {
    yield* tar.write(encodeTarHeader(describe(entry, modified)));
    if (entry.kind !== 'file') continue;
    yield* tar.writeFile(root, entry);
    files++;
    bytes += entry.size;
    options.onProgress?.({ files, bytes });
  }
  yield* tar.writeZeros(2 * TAR_BLOCK);
  yield* tar.flush();
}

function describe(entry: ContextEntry, modified: number): TarEntry {
  switch (entry.kind) {
    case 'folder':
      return { type: 'folder', path: entry.path, mode: entry.mode, size: 0, modified };
    case 'link':
      return { type: 'link', path: entry.path, mode: 0o777, size: 0, modified, target: entry.target };
    case 'file':
      return { type: 'file', path: entry.path, mode: entry.mode, size: entry.size, modified };
  }
}

/** Fills chunks and gives each out when it is full; file content is read straight into them. */
class ChunkWriter {
  #chunk = newChunk();
  #used = 0;

  *write(data: Buffer): Chunks {
    for (let done = 0; done < data.length;) {
      const length = Math.min(data.length - done, CHUNK_SIZE - this.#used);
      data.copy(this.#chunk, this.#used, done, done + length);
      done += length;
      yield* this.#advance(length);
    }
  }

  *writeZeros(count: number): Chunks {
    for (let left = count; left > 0;) {
      const length = Math.min(left, CHUNK_SIZE - this.#used);
      this.#chunk.fill(0, this.#used, this.#used + length);
      left -= length;
      yield* this.#advance(length);
    }
  }

  *writeFile(root: string, entry: ContextFile): Chunks {
    const file = openContextFile(root, entry);
    try {
      for (let left = entry.size; left > 0;) {
        const length = Math.min(left, CHUNK_SIZE - this.#used);
        file.read(this.#chunk, this.#used, length);
        left -= length;
        yield* this.#advance(length);
      }
      file.verify();
    } finally {
      file.close();
    }
    yield* this.writeZeros(padLength(entry.size));
  }

  *flush(): Chunks {
    if (this.#used > 0) yield this.#chunk.subarray(0, this.#used);
    this.#chunk = newChunk();
    this.#used = 0;
  }

  *#advance(length: number): Chunks {
    this.#used += length;
    if (this.#used === CHUNK_SIZE) yield* this.flush();
  }
}

type Chunks = Generator<Buffer<ArrayBuffer>, void, undefined>;

function newChunk(): Buffer<ArrayBuffer> {
  return Buffer.allocUnsafeSlow(CHUNK_SIZE);
}
