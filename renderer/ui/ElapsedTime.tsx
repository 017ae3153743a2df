import type { JSX } from 'react';
import { formatDuration } from '../format/format-duration.ts';
import { useClockText } from './use-clock-text.ts';

export interface ElapsedTimeProps {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** When it ended; left out, it still runs. */
  readonly until?: number | undefined;
}

/** How long something has been under way, in whole seconds while it runs. */
export function ElapsedTime({ since, until }: ElapsedTimeProps): JSX.Element {
  const text = useClockText((now) =>
    until === undefined ? runningFor(now - since) : formatDuration(until - since),
  );
  return <span>{text}</span>;
}

function runningFor(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return seconds < 60 ? `${seconds} s` : formatDuration(seconds * 1000);
}
