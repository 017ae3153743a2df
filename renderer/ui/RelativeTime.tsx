import type { JSX } from 'react';
import { formatAge } from '../format/format-age.ts';
import { formatMoment } from '../format/format-moment.ts';
import { useClockText } from './use-clock-text.ts';

export interface RelativeTimeProps {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Adds `ago` to what is past, for running text. */
  readonly ago?: boolean;
}

/**
 * How long ago, kept up to date; the exact moment on hover and for machines. What stands around it may be a live region: that
 * a second has passed is no news, so its changes are not read out.
 */
export function RelativeTime({ at, ago = false }: RelativeTimeProps): JSX.Element {
  const text = useClockText((now) => {
    const age = formatAge(at, now);
    return ago && age !== 'just now' && at <= now ? `${age} ago` : age;
  });
  return (
    <time
      dateTime={Number.isFinite(at) ? new Date(at).toISOString() : undefined}
      title={formatMoment(at)}
      aria-live="off"
    >
      {text}
    </time>
  );
}
