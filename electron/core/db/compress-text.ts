import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** How stored text is packed; a column beside it says so, so that another way can be brought in later. */
export const ENCODING = 'zstd';

export function compressText(text: string): Uint8Array {
  return zstdCompressSync(Buffer.from(text, 'utf8'));
}

/** Undefined when it cannot be unpacked. */
export function decompressText(content: Uint8Array, encoding: string): string | undefined {
  if (encoding !== ENCODING) return undefined;
  try {
    return zstdDecompressSync(content).toString('utf8');
  } catch {
    return undefined;
  }
}
