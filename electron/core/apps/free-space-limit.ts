import { bad, good, shown, type Parsed } from './parsed.ts';
import { parseShare, parseSize } from './size.ts';

/** So much is to be free of a disk: bytes, or a share of all of it (0 to 1). */
export type FreeSpaceLimit =
  { readonly kind: 'bytes'; readonly bytes: number } | { readonly kind: 'share'; readonly share: number };

/** `10%` of the disk, or a size such as `20g`; more than nothing. */
export function parseFreeSpaceLimit(raw: unknown): Parsed<FreeSpaceLimit> {
  if (typeof raw === 'string' && raw.trim().endsWith('%')) {
    const share = parseShare(raw);
    if (!share.ok) return share;
    return share.value === 0 ? none(raw) : good({ kind: 'share', share: share.value });
  }
  const bytes = parseSize(raw);
  if (!bytes.ok) return bad(bytes.message, 'Write for example `10%` or `20g`.');
  return bytes.value === 0 ? none(raw) : good({ kind: 'bytes', bytes: bytes.value });
}

function none(raw: unknown): Parsed<never> {
  return bad(`must be more than nothing, not ${shown(raw)}`, 'To turn it off, leave it out.');
}

/** In bytes, for a disk of this size. */
export function limitInBytes(limit: FreeSpaceLimit, totalBytes: number): number {
  return limit.kind === 'bytes' ? limit.bytes : Math.ceil(limit.share * totalBytes);
}
