import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useBridge, useHouse } from '../../store/use-house.ts';
import { createHistoryFeed, type FeedState, type HistoryFeed } from './create-history-feed.ts';
import type { HistoryFilter } from './history-choices.ts';

/** What happened, as the filter wants it, kept up to date. Another filter is another list. */
export function useHistoryFeed(filter: HistoryFilter): readonly [HistoryFeed, FeedState] {
  const bridge = useBridge();
  const feed = useMemo(() => createHistoryFeed(bridge, filter), [bridge, filter]);
  const version = useHouse(({ historyVersion }) => historyVersion);
  useEffect(() => feed.start(), [feed]);
  useEffect(() => {
    feed.look();
  }, [feed, version]);
  return [feed, useStore(feed.state)];
}
