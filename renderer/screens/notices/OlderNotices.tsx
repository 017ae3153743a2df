import { useEffect, useEffectEvent, useRef, type JSX } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import styles from './OlderNotices.module.css';
import type { OlderPages } from './use-notices.ts';

/** The end of the list: what is older is read when it comes into sight, or when it is asked for. */
export function OlderNotices({
  older: { all, busy, error, more },
}: {
  readonly older: OlderPages;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const readOn = useEffectEvent(more);
  const waits = !all && !busy && error === undefined;
  useEffect(() => {
    if (!waits || place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) readOn();
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [waits]);
  return (
    <div ref={place} className={styles.end}>
      {error !== undefined && (
        <Problem title="Older ones could not be read" problem={error} retrying={busy} onRetry={more} />
      )}
      {all ? (
        <p className={styles.all}>That is all there is.</p>
      ) : (
        <Button variant="quiet" busy={busy} onClick={more}>
          Show older
        </Button>
      )}
    </div>
  );
}
