import { formatMoment } from '../../format/format-moment.ts';
import type { LogRing } from './log-ring.ts';
import type { RowTag } from './paint-row.ts';
import { plainText } from './parse-line.ts';

/** Work for some milliseconds, after which others have their turn. */
const SLICE_CHARACTERS = 400_000;
const SLICE_LINES = 4000;

export interface CollectOptions {
  readonly ring: LogRing;
  readonly shows: (source: number) => boolean;
  /** In front of each line, as it is shown. */
  readonly tagOf: ((source: number) => RowTag) | undefined;
  readonly times: boolean;
}

/** The lines that are loaded and shown, as plain text in pieces, each ending with a line end. */
export async function collectText({ ring, shows, tagOf, times }: CollectOptions): Promise<string[]> {
  const pieces: string[] = [];
  const { end } = ring;
  let piece = '';
  let taken = 0;
  for (let number = ring.first; number < end; number += 1) {
    // Lines may leave while others have their turn.
    if (number < ring.first) number = ring.first;
    const { source, at, text } = ring.lineAt(number);
    if (!shows(source)) continue;
    const time = times && at !== undefined ? `${new Date(at).toISOString()} ` : '';
    const tag = tagOf === undefined ? '' : `${tagOf(source).text}: `;
    piece += `${time}${tag}${plainText(text)}\n`;
    taken += 1;
    if (piece.length < SLICE_CHARACTERS && taken < SLICE_LINES) continue;
    pieces.push(piece);
    piece = '';
    taken = 0;
    await new Promise((resolve) => setTimeout(resolve));
  }
  return [...pieces, piece];
}

/** A file's name that sorts by time: `web-prod-2026-11-23-140209.log`. */
export function nameLogFile(app: string, environment: string, now: number): string {
  const moment = formatMoment(now).replaceAll(':', '').replace(' ', '-');
  return `${app}-${environment}-${moment}.log`;
}
