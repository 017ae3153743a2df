import { useMemo } from 'react';
import type { Notice } from '../../../shared/model/notice.ts';
import { useClockText } from '../../ui/use-clock-text.ts';
import { dayOf, nameDay } from './name-day.ts';

export interface Day {
  readonly day: string;
  readonly title: string;
  readonly notices: readonly Notice[];
}

/** Notices by the day on which they came, in the order in which they are given. */
export function useDays(notices: readonly Notice[]): readonly Day[] {
  const today = useClockText(dayOf);
  return useMemo(() => {
    const days = Map.groupBy(notices, ({ at }) => dayOf(at));
    return [...days].map(([day, some]) => ({ day, title: nameDay(day, today), notices: some }));
  }, [notices, today]);
}
