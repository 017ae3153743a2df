import type { Receipt } from '../../../shared/model/receipt.ts';
import { countOf } from '../format/format-count.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import type { TextOutput } from '../terminal/text-output.ts';

/** What a swap cost, in one line; a lost request is never said quietly. */
export function receiptText({ paint, symbols }: TextOutput, receipt: Receipt): string {
  const lost = `${receipt.failures} lost`;
  const parts = [
    `${countOf(receipt.probes, 'probe')}, ${receipt.failures > 0 ? paint.bad(`${symbols.failed} ${lost}`) : lost}`,
    `longest gap ${formatDuration(receipt.longestGapMs)}`,
  ];
  // Neither was measured when the gate never swung.
  if (receipt.switchMs > 0) parts.push(`gate swung in ${formatDuration(receipt.switchMs)}`);
  if (receipt.untilServingMs > 0) parts.push(`serving after ${formatDuration(receipt.untilServingMs)}`);
  if (receipt.interruptionMs !== undefined) {
    parts.push(`announced interruption ${formatDuration(receipt.interruptionMs)}`);
  }
  if (receipt.connectionsCut !== undefined)
    parts.push(`${countOf(receipt.connectionsCut, 'connection')} cut`);
  if (receipt.via === 'inside') parts.push('measured inside the edge');
  return parts.join(` ${symbols.dot} `);
}
