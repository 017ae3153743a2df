import type { Receipt } from '../../shared/model/receipt.ts';
import { formatNumber } from '../format/format-count.ts';
import { formatDuration } from '../format/format-duration.ts';

/** `412 probes, 0 lost`. */
export function describeProbes({ sent, failed }: { readonly sent: number; readonly failed: number }): string {
  return `${formatNumber(sent)} ${sent === 1 ? 'probe' : 'probes'}, ${formatNumber(failed)} lost`;
}

/** What a swap cost, the most telling first: `412 probes, 0 lost`, `longest gap 3 ms`, `switched in 12 ms`. */
export function describeReceipt(receipt: Receipt): readonly string[] {
  const { probes, failures, longestGapMs, switchMs, interruptionMs, connectionsCut } = receipt;
  return [
    describeProbes({ sent: probes, failed: failures }),
    `longest gap ${formatDuration(longestGapMs)}`,
    `switched in ${formatDuration(switchMs)}`,
    ...(interruptionMs === undefined ? [] : [`interrupted for ${formatDuration(interruptionMs)}`]),
    ...(connectionsCut === undefined || connectionsCut === 0 ? [] : [`${connectionsCut} connections cut`]),
  ];
}
