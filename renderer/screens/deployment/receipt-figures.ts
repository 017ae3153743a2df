import type { Receipt } from '../../../shared/model/receipt.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatNumber } from '../../format/format-count.ts';

export interface Figure {
  readonly name: string;
  readonly value: string;
  /** Something was lost. */
  readonly bad: boolean;
}

/** A receipt in figures, what matters most first. */
export function receiptFigures(receipt: Receipt): readonly Figure[] {
  const { probes, failures, longestGapMs, latencyP50Ms, latencyP95Ms, switchMs, untilServingMs } = receipt;
  const { connectionsCut, interruptionMs } = receipt;
  const figure = (name: string, value: string, bad = false): Figure => ({ name, value, bad });
  return [
    figure('probes', formatNumber(probes)),
    figure('lost', failures > 0 ? `✕ ${formatNumber(failures)}` : '0', failures > 0),
    figure('longest gap', formatDuration(longestGapMs)),
    figure('gate swung in', formatDuration(switchMs)),
    figure('until serving', formatDuration(untilServingMs)),
    figure('typical answer', formatDuration(latencyP50Ms)),
    figure('slow answer (p95)', formatDuration(latencyP95Ms)),
    figure(
      'connections cut',
      connectionsCut === undefined ? 'not yet' : formatNumber(connectionsCut),
      (connectionsCut ?? 0) > 0,
    ),
    ...(interruptionMs === undefined
      ? []
      : [figure('interrupted for', formatDuration(interruptionMs), true)]),
  ];
}
