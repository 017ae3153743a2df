import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';

export interface TarMember {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Empty or null but for a link. */
  readonly target: string | null | undefined;
  readonly content: Buffer;
}

/** Everything in a tar stream, in its order. Rejects with the stream's own error. */
export async function readTar(tar: Readable): Promise<readonly TarMember[]> {
  const members: TarMember[] = [];
  const reader = extract();
  reader.on('entry', (header, stream, next) => {
    const parts: Buffer[] = [];
    stream.on('data', (part) => parts.push(part as Buffer));
    stream.on('end', () => {
      members.push({
        path: header.name.replace(/\/$/u, ''),
        type: header.type,
        mode: header.mode,
        uid: header.uid,
        gid: header.gid,
        modified: header.mtime.getTime() / 1000,
        target: header.linkname,
        content: Buffer.concat(parts),
      });
      next();
    });
  });
  await pipeline(tar, reader);
  return members;
}

export async function readBytes(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
