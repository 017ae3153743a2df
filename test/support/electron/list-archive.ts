import { closeSync, openSync, readSync } from 'node:fs';

interface Folder {
  readonly files?: Readonly<Record<string, Folder>>;
}

/** Paths of the files that an asar archive names, unpacked ones included: https://github.com/electron/asar#format */
export function listArchive(path: string): string[] {
  const file = openSync(path, 'r');
  try {
    const sizes = Buffer.alloc(16);
    readSync(file, sizes, 0, 16, 0);
    const header = Buffer.alloc(sizes.readUInt32LE(12));
    readSync(file, header, 0, header.length, 16);
    return filesIn(JSON.parse(header.toString('utf8')) as Folder, '');
  } finally {
    closeSync(file);
  }
}

function filesIn({ files = {} }: Folder, prefix: string): string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files === undefined ? [prefix + name] : filesIn(entry, `${prefix}${name}/`),
  );
}
