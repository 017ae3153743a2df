import type { JSX } from 'react';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatCount } from '../../format/format-count.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { MAX_CHARACTERS, MAX_LINES } from './log-ring.ts';
import type { FollowedLog } from './use-log-feed.ts';
import type { LogView } from './use-log-view.ts';
import styles from './LogStatus.module.css';

/** How many lines there are, what has left, and whether more will come. */
export function LogStatus({ log, view }: { readonly log: FollowedLog; readonly view: LogView }): JSX.Element {
  const { feed, end, again } = log;
  const { ring } = feed;
  const hidden = view.sources.filter(({ shown }) => !shown).length;
  if (end?.error !== undefined)
    return (
      <div className={styles.problem}>
        <Problem title="The log was cut off" problem={end.error} onRetry={again} />
      </div>
    );
  return (
    <div className={styles.status}>
      <span>{formatCount(ring.end - ring.first, 'line')}</span>
      {ring.first > 0 && (
        <span title={KEPT}>{formatCount(ring.first, 'earlier line')} not held any more</span>
      )}
      {hidden > 0 && <span>{formatCount(hidden, 'source')} hidden</span>}
      <span className={styles.end}>
        {end === undefined ? (
          'Live'
        ) : (
          <>
            <span>Ended: nothing more comes</span>
            <Button size="small" onClick={again}>
              Read again
            </Button>
          </>
        )}
      </span>
    </div>
  );
}

const KEPT = `This window holds the last ${formatCount(MAX_LINES, 'line')}, or ${formatBytes(MAX_CHARACTERS)}. The engine keeps more.`;
