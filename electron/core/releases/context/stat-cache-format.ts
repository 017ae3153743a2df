import { createHash } from 'node:crypto';
import type { ContextFile } from './context-entry.ts';

export interface StatRecord {
  readonly file: ContextFile;
  /** sha256 of its content, hexadecimal. */
  readonly digest: string;
}

/** The records of a cache file. They stay in their bytes: there may be very many of them. */
export interface StatRecords {
  readonly count: number;
  /** The digest of the file with this path, where size, times and inode agree. */
  find(file: ContextFile): string | undefined;
}

const DIGEST_SIZE = 32;
/** Path length, size, two times, inode, digest; the path follows. Integers are little-endian. */
const RECORD_SIZE = 4 + 8 + 8 + 8 + 8 + DIGEST_SIZE;

/** A header that names the format and the folder, the records, and a sha256 over all of that. */
export function encodeStatRecords(contextDir: string, records: readonly StatRecord[]): Buffer {
  const header = encodeHeader(contextDir);
  const size = records.reduce(
    (sum, { file }) => sum + RECORD_SIZE + Buffer.byteLength(file.path),
    header.length,
  );
  const bytes = Buffer.alloc(size + DIGEST_SIZE);
  let at = header.copy(bytes);
  for (const { file, digest } of records) {
    const pathLength = bytes.write(file.path, at + RECORD_SIZE);
    at = bytes.writeUInt32LE(pathLength, at);
    at = bytes.writeBigUInt64LE(BigInt(file.size), at);
    at = bytes.writeBigInt64LE(file.modifiedNs, at);
    at = bytes.writeBigInt64LE(file.changedNs, at);
    at = bytes.writeBigUInt64LE(file.inode, at);
    at += bytes.write(digest, at, 'hex') + pathLength;
  }
  sha256(bytes.subarray(0, size)).copy(bytes, size);
  return bytes;
}

/** undefined for bytes that this module did not write for this folder, or not whole. */
export function readStatRecords(contextDir: string, bytes: Buffer): StatRecords | undefined {
  const header = encodeHeader(contextDir);
  const end = bytes.length - DIGEST_SIZE;
  const whole =
    end >= header.length &&
    bytes.subarray(0, header.length).equals(header) &&
    bytes.subarray(end).equals(sha256(bytes.subarray(0, end)));
  if (!whole) return undefined;
  const offsets = new Map<string, number>();
  for (let at = header.length; at < end;) {
    const next = at + RECORD_SIZE + bytes.readUInt32LE(at);
    offsets.set(bytes.toString('utf8', at + RECORD_SIZE, next), at);
    at = next;
  }
  const find = (file: ContextFile): string | undefined => {
    const at = offsets.get(file.path);
    return at !== undefined && isSame(bytes, at, file)
      ? bytes.toString('hex', at + RECORD_SIZE - DIGEST_SIZE, at + RECORD_SIZE)
      : undefined;
  };
  return { count: offsets.size, find };
}

function isSame(bytes: Buffer, at: number, file: ContextFile): boolean {
  return (
    bytes.readBigUInt64LE(at + 4) === BigInt(file.size) &&
    bytes.readBigInt64LE(at + 12) === file.modifiedNs &&
    bytes.readBigInt64LE(at + 20) === file.changedNs &&
    bytes.readBigUInt64LE(at + 28) === file.inode
  );
}

function encodeHeader(contextDir: string): Buffer {
  return Buffer.concat([Buffer.from('twinberth stat cache 1\n'), sha256(Buffer.from(contextDir))]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
