import { formatDuration } from '../../format/format-duration.ts';

/** Per second: `0`, `0.4/s`, `12/s`, `3.4k/s`. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.05) return '<0.1/s';
  if (perSecond < 10) return `${perSecond.toFixed(1)}/s`;
  if (perSecond < 1000) return `${Math.round(perSecond)}/s`;
  return `${(perSecond / 1000).toFixed(1)}k/s`;
}

export function formatLatency(ms: number): string {
  return formatDuration(ms >= 10 ? Math.round(ms) : ms);
}
