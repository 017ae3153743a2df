import type { JSX } from 'react';
import { linePath } from './line-path.ts';
import styles from './Sparkline.module.css';

const PADDING_PX = 1.5;

export interface SparklineProps {
  /** What is shown, in words: `requests in the last hour, none failed`. */
  readonly label: string;
  readonly values: readonly number[];
  /** Drawn over the values on the same scale. */
  readonly errors?: readonly number[] | undefined;
  readonly width?: number;
  readonly height?: number;
}

/** A line as small as a word. */
export function Sparkline({ label, values, errors, width = 76, height = 18 }: SparklineProps): JSX.Element {
  const most = Math.max(1, ...values, ...(errors ?? []));
  const toPath = (line: readonly number[]): string =>
    linePath(
      line.map((value, place) => [
        line.length < 2 ? 0 : (place / (line.length - 1)) * width,
        height - PADDING_PX - (value / most) * (height - 2 * PADDING_PX),
      ]),
    );
  return (
    <svg className={styles.sparkline} width={width} height={height} role="img" aria-label={label}>
      <path className={styles.values} d={toPath(values)} />
      {errors?.some((count) => count > 0) === true && <path className={styles.errors} d={toPath(errors)} />}
    </svg>
  );
}
