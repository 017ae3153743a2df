import { useCallback, useEffect, useRef, useState } from 'react';
import type { Notice } from '../../../shared/model/notice.ts';
import { useBridge } from '../../store/use-house.ts';

/** In sight for so long counts as seen. */
const SEEN_AFTER_MS = 800;

export interface MarkRead {
  /** Ids of those that nobody had read when they were first shown here: they stay marked while one looks at them. */
  readonly fresh: ReadonlySet<string>;
  /** Watches an element that shows a notice which nobody has read; returns its disposer. */
  readonly watch: (element: HTMLElement, id: string) => () => void;
}

/** What stays in sight for a moment, in a window that is looked at, is read; told to the core a few at a time. */
export function useMarkRead(notices: readonly Notice[]): MarkRead {
  const bridge = useBridge();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const unknown = notices.filter(({ id, read }) => !read && !fresh.has(id));
  if (unknown.length > 0) setFresh(new Set([...fresh, ...unknown.map(({ id }) => id)]));

  const seen = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = useCallback(() => {
    timer.current = undefined;
    if (document.visibilityState !== 'visible' || seen.current.size === 0) return;
    const ids = [...seen.current];
    seen.current.clear();
    void bridge.call('notices.read', { ids });
  }, [bridge]);
  const tellSoon = useCallback(() => {
    timer.current ??= setTimeout(tell, SEEN_AFTER_MS);
  }, [tell]);
  useEffect(() => {
    document.addEventListener('visibilitychange', tellSoon);
    return () => {
      document.removeEventListener('visibilitychange', tellSoon);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [tellSoon]);

  const watch = useCallback(
    (element: HTMLElement, id: string) => {
      const observer = new IntersectionObserver(([entry]) => {
        if (entry?.isIntersecting === true) seen.current.add(id);
        else seen.current.delete(id);
        tellSoon();
      });
      observer.observe(element);
      return () => {
        observer.disconnect();
        seen.current.delete(id);
      };
    },
    [tellSoon],
  );
  return { fresh, watch };
}
