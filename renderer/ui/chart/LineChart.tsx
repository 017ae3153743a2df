import { useRef, useState, type JSX, type KeyboardEvent } from 'react';
import { formatClockTime } from '../../format/format-moment.ts';
import { ChartLegend } from './ChartLegend.tsx';
import type { Series } from './chart-series.ts';
import { joinClasses } from '../join-classes.ts';
import { linePath } from './line-path.ts';
import { nearestMoment } from './nearest-moment.ts';
import { niceTicks } from './nice-ticks.ts';
import { useWidth } from './use-width.ts';
import styles from './LineChart.module.css';

const LEFT_PX = 52;
const RIGHT_PX = 10;
const TOP_PX = 8;
const BOTTOM_PX = 20;

export interface LineChartProps {
  /** What is shown, in words. */
  readonly label: string;
  /** At most three, or the eye is lost. */
  readonly series: readonly Series[];
  /** A value with its unit. */
  readonly formatValue: (value: number) => string;
  /** Height in pixels. */
  readonly height?: number;
}

/** Values over time. Pointing at it, or the arrow keys, reads the values of one moment into the legend. */
export function LineChart({ label, series, formatValue, height = 160 }: LineChartProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [read, setRead] = useState<number | undefined>();

  const moments = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  const [first = 0, last = first + 1] = [moments[0], moments.at(-1)];
  const ticks = niceTicks(
    Math.max(0, ...series.flatMap(({ points }) => points.map(({ value }) => value))),
    3,
  );
  const most = ticks.at(-1) ?? 1;
  const x = (at: number): number =>
    LEFT_PX + ((at - first) / Math.max(1, last - first)) * Math.max(0, width - LEFT_PX - RIGHT_PX);
  const y = (value: number): number => height - BOTTOM_PX - (value / most) * (height - TOP_PX - BOTTOM_PX);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const place = read === undefined ? moments.length : moments.indexOf(read);
    setRead(moments[Math.max(0, Math.min(place + (event.key === 'ArrowLeft' ? -1 : 1), moments.length - 1))]);
  };
  return (
    <div className={styles.chart}>
      <ChartLegend series={series} at={read} formatValue={formatValue} />
      <div
        ref={box}
        className={styles.box}
        role="group"
        aria-label={`${label}. Arrow keys read the values.`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setRead(undefined)}
        onPointerMove={(event) => {
          const { left, width: shown } = event.currentTarget.getBoundingClientRect();
          const across = ((event.clientX - left) / Math.max(1, shown)) * width;
          setRead(nearestMoment(moments, x, across));
        }}
        onPointerLeave={() => setRead(undefined)}
      >
        <svg width={width} height={height} aria-hidden>
          {ticks.map((tick) => (
            <g key={tick}>
              <path className={styles.grid} d={`M${LEFT_PX} ${y(tick)}H${width - RIGHT_PX}`} />
              <text className={joinClasses(styles.tick, styles.value)} x={LEFT_PX - 8} y={y(tick) + 4}>
                {formatValue(tick)}
              </text>
            </g>
          ))}
          {moments.length > 0 && (
            <>
              <text className={styles.tick} x={LEFT_PX} y={height - 4}>
                {formatClockTime(first)}
              </text>
              <text className={joinClasses(styles.tick, styles.value)} x={width - RIGHT_PX} y={height - 4}>
                {formatClockTime(last)}
              </text>
            </>
          )}
          {series.map(({ name, tone, points }, place) => (
            <path
              key={name}
              className={joinClasses(
                styles.line,
                styles[tone],
                place === 1 && styles.second,
                place === 2 && styles.third,
              )}
              d={linePath(points.map(({ at, value }) => [x(at), y(value)]))}
            />
          ))}
          {read !== undefined && (
            <path className={styles.reader} d={`M${x(read)} ${TOP_PX}V${height - BOTTOM_PX}`} />
          )}
        </svg>
      </div>
    </div>
  );
}
