import { useState, type JSX } from 'react';
import type { TrafficSample } from '../../../shared/model/health-views.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import { useTraffic } from '../../store/use-house.ts';
import { useQuery } from '../../store/use-query.ts';
import { LineChart } from '../../ui/chart/LineChart.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Select } from '../../ui/Select.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { ToggleButton } from '../../ui/ToggleButton.tsx';
import { formatLatency, formatRate } from './format-traffic.ts';
import { SampleTable } from './SampleTable.tsx';
import styles from './PlacementTraffic.module.css';

type Span = 'recent' | 'day';

const SPANS = [
  { value: 'recent', label: 'Last minutes' },
  { value: 'day', label: 'Last day' },
] as const;

/** Requests, errors and latency of one placement over time, as charts or as a table. */
export function PlacementTraffic({ placement }: { readonly placement: PlacementView }): JSX.Element {
  const { app, environment, host, key, mode } = placement;
  const [span, setSpan] = useState<Span>('recent');
  const [asTable, setAsTable] = useState(false);
  const newest = useTraffic(key).at(-1)?.at ?? 0;
  // A day's samples are of a minute each: there is a new one every minute.
  const round = span === 'recent' ? newest : Math.floor(newest / 60_000);
  const query = useQuery('health.traffic', { app, environment, host, span }, { version: round });
  const samples = query.value?.samples;
  return (
    <Panel
      title={`${app} in ${environment}`}
      sub={`on ${host}`}
      actions={
        <>
          <Select compact label="Time" value={span} options={SPANS} onChange={setSpan} />
          <ToggleButton pressed={asTable} onToggle={setAsTable}>
            As a table
          </ToggleButton>
        </>
      }
    >
      {query.error !== undefined && (
        <Problem
          title="Its traffic could not be read"
          problem={query.error}
          retrying={query.loading}
          onRetry={query.reload}
        />
      )}
      {samples === undefined && query.error === undefined && <Spinner label="Reading its traffic" />}
      {samples?.length === 0 && (
        <p className={styles.none}>
          Nothing was measured in this time. Its edge is asked while the app or the watch command runs.
        </p>
      )}
      {samples !== undefined &&
        samples.length > 0 &&
        (asTable ? (
          <SampleTable samples={samples} mode={mode ?? 'http'} />
        ) : (
          <Charts samples={samples} tcp={mode === 'tcp'} />
        ))}
    </Panel>
  );
}

interface ChartsProps {
  readonly samples: readonly TrafficSample[];
  readonly tcp: boolean;
}

function Charts({ samples, tcp }: ChartsProps): JSX.Element {
  const what = tcp ? 'Connections' : 'Requests';
  const points = (pick: (sample: TrafficSample) => number | undefined) =>
    samples.flatMap((sample) => {
      const value = pick(sample);
      return value === undefined ? [] : [{ at: sample.at, value }];
    });
  return (
    <div className={styles.charts}>
      <LineChart
        label={`${what} and errors per second`}
        formatValue={formatRate}
        series={[
          { name: what, tone: 'ink', points: points(({ requests }) => requests) },
          { name: 'Errors', tone: 'bad', points: points(({ errors }) => errors) },
        ]}
      />
      {!tcp && (
        <LineChart
          label="Mean time to answer"
          formatValue={formatLatency}
          series={[{ name: 'Latency', tone: 'ink', points: points(({ latencyMs }) => latencyMs) }]}
        />
      )}
    </div>
  );
}
