/** A member of an archive, with the names of extended headers put in. */
export interface TarBytesMember {
  readonly type: string;
  readonly path: string;
  readonly target: string;
  readonly content: Buffer;
}

const BLOCK = 512;

/** Reads a whole archive (POSIX.1-2001, "pax Interchange Format") and throws for anything that is not as that says. */
export function readTarBytes(tar: Buffer): readonly TarBytesMember[] {
  const members: TarBytesMember[] = [];
  let extended = new Map<string, string>();
  let at = 0;
  for (;;) {
    const header = tar.subarray(at, at + BLOCK);
    if (header.length < BLOCK) throw new Error('the archive ends early');
    if (header.every((byte) => byte === 0)) break;
    checkSum(header);
    const type = text(header, 156, 1) || '0';
    const size = Number(extended.get('size') ?? Number.parseInt(text(header, 124, 12), 8));
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x') {
      extended = readRecords(content);
      continue;
    }
    const prefix = text(header, 345, 155);
    const name = text(header, 0, 100);
    members.push({
      type,
      path: extended.get('path') ?? (prefix === '' ? name : `${prefix}/${name}`),
      target: extended.get('linkpath') ?? text(header, 157, 100),
      content,
    });
    extended = new Map();
  }
  if (tar.length !== at + 2 * BLOCK || !tar.subarray(at).every((byte) => byte === 0))
    throw new Error('the archive does not end with two empty blocks');
  return members;
}

function text(header: Buffer, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.subarray(0, end === -1 ? length : end).toString('utf8');
}

function checkSum(header: Buffer): void {
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 32 : byte;
  if (sum !== Number.parseInt(text(header, 148, 8), 8)) throw new Error('a header with a wrong check sum');
}

/** `LENGTH KEY=VALUE\n`, the length counting all of it. */
function readRecords(content: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(' ', at);
    const length = Number(content.subarray(at, space).toString());
    const record = content.subarray(space + 1, at + length);
    const equals = record.indexOf('=');
    if (!(length > 0) || equals < 1 || record.at(-1) !== 10) throw new Error('an extended header is broken');
    records.set(record.subarray(0, equals).toString(), record.subarray(equals + 1, -1).toString());
    at += length;
  }
  return records;
}
