import { useRef, type JSX } from 'react';
import type { ProbeBucket } from '../../../shared/model/deployment-views.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { formatCount, formatNumber } from '../../format/format-count.ts';
import { linePath } from '../../ui/chart/line-path.ts';
import { useWidth } from '../../ui/chart/use-width.ts';
import { joinClasses } from '../../ui/join-classes.ts';
import { layProbes, PROBE_CHART, type ProbeLayout } from './lay-probes.ts';
import styles from './ProbeChart.module.css';

export interface ProbeChartProps {
  readonly probes: readonly ProbeBucket[];
  /** When the gate swung; milliseconds since the deployment began. */
  readonly switchedAtMs: number | undefined;
}

/**
 * Probes over the time of the deployment: how many were sent, those of them that were lost, and below the slowest answer of
 * each stretch of time. The same as a table for who does not see it.
 */
export function ProbeChart({ probes, switchedAtMs }: ProbeChartProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = layProbes(probes, switchedAtMs, width);
  return (
    <figure className={styles.figure}>
      <div ref={box} role="img" aria-label={summarise(probes, switchedAtMs)}>
        {width > 0 && <Drawing layout={layout} width={width} />}
      </div>
      <figcaption className={styles.legend}>
        <span className={styles.key}>
          <i className={styles.sentKey} /> probes sent
        </span>
        <span className={styles.key}>
          <i className={styles.lostKey} /> lost, marked ✕
        </span>
        <span className={styles.key}>
          <i className={styles.lineKey} /> slowest answer
        </span>
      </figcaption>
      <details className={styles.table}>
        <summary>As a table</summary>
        <ProbeTable probes={probes} />
      </details>
    </figure>
  );
}

function Drawing({ layout, width }: { readonly layout: ProbeLayout; readonly width: number }): JSX.Element {
  const { bars, slowest, mostSent, mostLatencyMs, spanMs, switchedX } = layout;
  const { left, countTop, countBottom, latencyTop, latencyBottom, height } = PROBE_CHART;
  return (
    <svg width={width} height={height} className={styles.drawing} aria-hidden>
      <path
        className={styles.ground}
        d={`M${left} ${countBottom}H${width}M${left} ${latencyBottom}H${width}`}
      />
      <text className={styles.tick} x={left - 8} y={countTop + 9}>
        {formatNumber(mostSent)}
      </text>
      <text className={styles.tick} x={left - 8} y={countBottom}>
        0
      </text>
      <text className={styles.tick} x={left - 8} y={latencyTop + 9}>
        {formatDuration(mostLatencyMs)}
      </text>
      {bars.map(({ x, width: wide, sentY, lostY, lost }) => (
        <g key={x}>
          <path className={styles.sent} d={`M${x} ${countBottom}V${sentY}H${x + wide}V${countBottom}Z`} />
          {lost && (
            <>
              <path className={styles.lost} d={`M${x} ${countBottom}V${lostY}H${x + wide}V${countBottom}Z`} />
              <path className={styles.cross} d={`M${x + wide / 2 - 3} ${countTop - 9}l6 6m0 -6l-6 6`} />
            </>
          )}
        </g>
      ))}
      {/* Of a single point, the round end of a line without length is seen. */}
      <path className={styles.latency} d={`${linePath(slowest)}${slowest.length === 1 ? 'h0' : ''}`} />
      {switchedX !== undefined && (
        <>
          <path className={styles.gate} d={`M${switchedX} 2V${latencyBottom}`} />
          <text
            className={joinClasses(styles.tick, styles.gateWord)}
            x={Math.min(switchedX + 5, width - 64)}
            y={10}
          >
            gate swings
          </text>
        </>
      )}
      <text className={joinClasses(styles.tick, styles.start)} x={left} y={height - 3}>
        0 s
      </text>
      <text className={styles.tick} x={width - 2} y={height - 3}>
        {formatDuration(spanMs)}
      </text>
    </svg>
  );
}

function ProbeTable({ probes }: { readonly probes: readonly ProbeBucket[] }): JSX.Element {
  return (
    <div className={styles.rows} tabIndex={0} role="group" aria-label="Probes over time">
      <table>
        <thead>
          <tr>
            <th scope="col">After</th>
            <th scope="col">Sent</th>
            <th scope="col">Lost</th>
            <th scope="col">Slowest</th>
          </tr>
        </thead>
        <tbody>
          {probes.map(({ atMs, sent, failed, latencyMaxMs }) => (
            <tr key={atMs}>
              <td>{formatDuration(atMs)}</td>
              <td>{formatNumber(sent)}</td>
              <td>{formatNumber(failed)}</td>
              <td>{formatDuration(latencyMaxMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function summarise(probes: readonly ProbeBucket[], switchedAtMs: number | undefined): string {
  const sent = probes.reduce((sum, bucket) => sum + bucket.sent, 0);
  const lost = probes.reduce((sum, bucket) => sum + bucket.failed, 0);
  const slowest = Math.max(0, ...probes.map(({ latencyMaxMs }) => latencyMaxMs));
  const gate = switchedAtMs === undefined ? '' : ` The gate swung after ${formatDuration(switchedAtMs)}.`;
  return `${formatCount(sent, 'probe')} over the deployment, ${formatNumber(lost)} lost, the slowest answer took ${formatDuration(slowest)}.${gate}`;
}
