import type { JSX } from 'react';
import { formatClockTime } from '../../format/format-moment.ts';
import { joinClasses } from '../join-classes.ts';
import type { Series } from './chart-series.ts';
import styles from './LineChart.module.css';

export interface ChartLegendProps {
  readonly series: readonly Series[];
  /** The moment that is read; without one, the latest values. */
  readonly at: number | undefined;
  readonly formatValue: (value: number) => string;
}

/** The names of the lines with their values at one moment. It has its place always, so that nothing jumps. */
export function ChartLegend({ series, at, formatValue }: ChartLegendProps): JSX.Element {
  return (
    <div className={styles.legend} aria-live={at === undefined ? 'off' : 'polite'}>
      {series.map(({ name, tone, points }, place) => {
        const point = at === undefined ? points.at(-1) : points.find((one) => one.at === at);
        return (
          <span key={name} className={styles.entry}>
            <svg width="18" height="8" aria-hidden>
              <path
                className={joinClasses(
                  styles.line,
                  styles[tone],
                  place === 1 && styles.second,
                  place === 2 && styles.third,
                )}
                d="M1 4H17"
              />
            </svg>
            {name}
            <b>{point === undefined ? '–' : formatValue(point.value)}</b>
          </span>
        );
      })}
      <span className={styles.moment}>{at === undefined ? 'latest' : formatClockTime(at)}</span>
    </div>
  );
}
