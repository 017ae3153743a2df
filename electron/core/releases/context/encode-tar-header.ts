/** What a tar header says about one entry. */
export interface TarEntry {
  readonly type: 'file' | 'folder' | 'link';
  /** With `/`, no leading and no trailing slash. */
  readonly path: string;
  readonly mode: number;
  /** Bytes that follow. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly modified: number;
  /** Target of a link. */
  readonly target?: string;
}

export const TAR_BLOCK = 512;

/** Type flags of POSIX.1-2001 (`x` precedes an entry and holds what has no room in its header). */
const TYPES = { file: '0', link: '2', folder: '5', extended: 'x' } as const;

/** The largest number that eleven octal digits hold. */
const MAX_OCTAL = 0o777_7777_7777;

/**
 * The header blocks of an entry in POSIX (pax) format: owner and group 0 without names, and an extended header only
 * where a path, a target or the size does not fit. The same entry gives the same bytes everywhere.
 */
export function encodeTarHeader(entry: TarEntry): Buffer {
  const name = entry.type === 'folder' ? `${entry.path}/` : entry.path;
  const target = entry.target ?? '';
  const records = [
    ...(fits(name) ? [] : [record('path', name)]),
    ...(fits(target) ? [] : [record('linkpath', target)]),
    ...(entry.size > MAX_OCTAL ? [record('size', String(entry.size))] : []),
  ];
  const header = encodeBlock(TYPES[entry.type], { ...entry, path: name, target });
  if (records.length === 0) return header;
  const body = Buffer.concat(records);
  const extended = { path: 'pax', mode: 0o644, size: body.length, modified: entry.modified, target: '' };
  const padding = Buffer.alloc(padLength(body.length));
  return Buffer.concat([encodeBlock(TYPES.extended, extended), body, padding, header]);
}

/** Zero bytes that follow content of this size. */
export function padLength(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}

interface Block {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  readonly modified: number;
  readonly target: string;
}

/** Field offsets as in POSIX.1-2001, *ustar Interchange Format*. */
function encodeBlock(type: string, block: Block): Buffer {
  const bytes = Buffer.alloc(TAR_BLOCK);
  bytes.write(block.path, 0, 100);
  writeOctal(bytes, block.mode, 100, 8);
  writeOctal(bytes, 0, 108, 8);
  writeOctal(bytes, 0, 116, 8);
  writeOctal(bytes, Math.min(block.size, MAX_OCTAL), 124, 12);
  writeOctal(bytes, block.modified, 136, 12);
  bytes.write(type, 156);
  bytes.write(block.target, 157, 100);
  bytes.write('ustar\u000000', 257);
  writeOctal(bytes, checksum(bytes), 148, 7);
  bytes.write(' ', 155);
  return bytes;
}

function writeOctal(bytes: Buffer, value: number, offset: number, length: number): void {
  bytes.write(value.toString(8).padStart(length - 1, '0'), offset);
}

/** Sum of all bytes, the checksum's own eight counted as spaces. */
function checksum(bytes: Buffer): number {
  let sum = 8 * 0x20;
  for (const byte of bytes) sum += byte;
  return sum;
}

/** A header field holds up to 100 bytes of ASCII. */
function fits(text: string): boolean {
  return text.length <= 100 && /^[\x20-\x7e]*$/u.test(text);
}

/** `LENGTH KEY=VALUE\n`, where the length counts its own digits. */
function record(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length++;
  return Buffer.from(`${length} ${key}=${value}\n`);
}
