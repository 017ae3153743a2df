import { memo, type JSX } from 'react';
import type { TrafficSample } from '../../../shared/model/health-views.ts';
import { useTraffic } from '../../store/use-house.ts';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';

/** Requests and errors of the last minutes, as the edge counted them. */
export const CardTraffic = memo(function CardTraffic({
  placementKey,
}: {
  readonly placementKey: string;
}): JSX.Element | null {
  const samples = useTraffic(placementKey);
  if (samples.length < 2) return null;
  return (
    <Sparkline
      label={describeTraffic(samples)}
      values={samples.map(({ requests }) => requests)}
      errors={samples.map(({ errors }) => errors)}
      width={64}
    />
  );
});

function describeTraffic(samples: readonly TrafficSample[]): string {
  const last = samples.at(-1);
  const failed = samples.some(({ errors }) => errors > 0);
  return `${(last?.requests ?? 0).toFixed(1)} requests a second, ${failed ? 'some failed' : 'none failed'}`;
}
