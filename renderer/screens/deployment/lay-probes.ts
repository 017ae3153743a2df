import type { ProbeBucket } from '../../../shared/model/deployment-views.ts';
import { niceTicks } from '../../ui/chart/nice-ticks.ts';

/** Places of the two parts of the chart, in pixels from its top left. */
export const PROBE_CHART = {
  left: 56,
  countTop: 28,
  countBottom: 108,
  latencyTop: 124,
  latencyBottom: 168,
  height: 186,
} as const;

export interface ProbeBar {
  readonly x: number;
  readonly width: number;
  readonly sentY: number;
  readonly lostY: number;
  readonly lost: boolean;
}

export interface ProbeLayout {
  readonly bars: readonly ProbeBar[];
  /** Points of the slowest answers. */
  readonly slowest: readonly (readonly [x: number, y: number])[];
  readonly mostSent: number;
  readonly mostLatencyMs: number;
  readonly spanMs: number;
  readonly switchedX: number | undefined;
}

/**
 * Where everything of the chart is drawn, in pixels.
 * @param switchedAtMs milliseconds since the deployment began
 * @param width of the whole chart
 */
export function layProbes(
  probes: readonly ProbeBucket[],
  switchedAtMs: number | undefined,
  width: number,
): ProbeLayout {
  const { left, countTop, countBottom, latencyTop, latencyBottom } = PROBE_CHART;
  const gaps = probes.slice(1).map(({ atMs }, index) => atMs - (probes[index]?.atMs ?? 0));
  const bucketMs = Math.max(1, Math.min(...gaps, ...(gaps.length === 0 ? [1000] : [])));
  const spanMs = Math.max((probes.at(-1)?.atMs ?? 0) + bucketMs, switchedAtMs ?? 0);
  const mostSent = niceTicks(Math.max(1, ...probes.map(({ sent }) => sent)), 2).at(-1) ?? 1;
  const mostLatencyMs =
    niceTicks(Math.max(0.1, ...probes.map(({ latencyMaxMs }) => latencyMaxMs)), 2).at(-1) ?? 1;
  const x = (ms: number): number => left + (ms / spanMs) * Math.max(0, width - left);
  const y = (count: number): number => countBottom - (count / mostSent) * (countBottom - countTop);
  const barPx = Math.max(1, x(bucketMs) - x(0) - 1);
  return {
    bars: probes.map(({ atMs, sent, failed }) => ({
      x: round(x(atMs)),
      width: round(barPx),
      sentY: round(y(sent)),
      // One lost among hundreds still has to be seen.
      lostY: round(Math.min(y(failed), countBottom - 3)),
      lost: failed > 0,
    })),
    slowest: probes.map(({ atMs, latencyMaxMs }) => [
      x(atMs) + barPx / 2,
      latencyBottom - (latencyMaxMs / mostLatencyMs) * (latencyBottom - latencyTop),
    ]),
    mostSent,
    mostLatencyMs,
    spanMs,
    switchedX: switchedAtMs === undefined ? undefined : round(x(switchedAtMs)),
  };
}

/** A tenth of a pixel is exact enough. */
function round(px: number): number {
  return Math.round(px * 10) / 10;
}
