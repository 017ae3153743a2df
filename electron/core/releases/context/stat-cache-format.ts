import { createHash } from 'node:crypto';
import type { ContextFile } from './context-entry.ts';

export interface StatRecord {
  readonly file: ContextFile;
  /** sha256 of its content, 32 bytes. */
  readonly digest: Buffer;
}

const DIGEST_SIZE = 32;
/** Path length, mode, size, two times, inode, digest; the path follows. Integers are little-endian. */
const RECORD_SIZE = 4 + 4 + 8 + 8 + 8 + 8 + DIGEST_SIZE;

/** A header that names the format and the folder, the records, and a sha256 over all of that. */
export function encodeStatRecords(contextDir: string, records: readonly StatRecord[]): Buffer {
  const paths = records.map(({ file }) => Buffer.from(file.path));
  const header = encodeHeader(contextDir);
  const size = paths.reduce((sum, path) => sum + RECORD_SIZE + path.length, header.length);
  const bytes = Buffer.alloc(size + DIGEST_SIZE);
  let at = header.copy(bytes);
  for (const [index, { file, digest }] of records.entries()) {
    const path = paths[index] ?? Buffer.alloc(0);
    at = bytes.writeUInt32LE(path.length, at);
    at = bytes.writeUInt32LE(file.mode, at);
    at = bytes.writeBigUInt64LE(BigInt(file.size), at);
    at = bytes.writeBigInt64LE(file.modifiedNs, at);
    at = bytes.writeBigInt64LE(file.changedNs, at);
    at = bytes.writeBigUInt64LE(file.inode, at);
    at += digest.copy(bytes, at);
    at += path.copy(bytes, at);
  }
  sha256(bytes.subarray(0, size)).copy(bytes, size);
  return bytes;
}

/** By path. Throws a RangeError for bytes that this module did not write for this folder, or not whole. */
export function decodeStatRecords(contextDir: string, bytes: Buffer): ReadonlyMap<string, StatRecord> {
  const header = encodeHeader(contextDir);
  const end = bytes.length - DIGEST_SIZE;
  const whole =
    end >= header.length &&
    bytes.subarray(0, header.length).equals(header) &&
    bytes.subarray(end).equals(sha256(bytes.subarray(0, end)));
  if (!whole) throw new RangeError('not a stat cache of this folder');
  const records = new Map<string, StatRecord>();
  for (let at = header.length; at < end;) {
    const pathAt = at + RECORD_SIZE;
    const path = bytes.toString('utf8', pathAt, pathAt + bytes.readUInt32LE(at));
    const file: ContextFile = {
      kind: 'file',
      path,
      mode: bytes.readUInt32LE(at + 4),
      size: Number(bytes.readBigUInt64LE(at + 8)),
      modifiedNs: bytes.readBigInt64LE(at + 16),
      changedNs: bytes.readBigInt64LE(at + 24),
      inode: bytes.readBigUInt64LE(at + 32),
    };
    records.set(path, { file, digest: bytes.subarray(pathAt - DIGEST_SIZE, pathAt) });
    at = pathAt + bytes.readUInt32LE(at);
  }
  return records;
}

function encodeHeader(contextDir: string): Buffer {
  return Buffer.concat([Buffer.from('twinberth stat cache 1\n'), sha256(Buffer.from(contextDir))]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
