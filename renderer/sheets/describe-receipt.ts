import { formatNumber } from '../format/format-count.ts';

/** `412 probes, 0 lost`. */
export function describeProbes({ sent, failed }: { readonly sent: number; readonly failed: number }): string {
  return `${formatNumber(sent)} ${sent === 1 ? 'probe' : 'probes'}, ${formatNumber(failed)} lost`;
}
