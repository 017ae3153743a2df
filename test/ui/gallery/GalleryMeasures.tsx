import type { JSX } from 'react';
import { formatDuration } from '../../../renderer/format/format-duration.ts';
import { LineChart } from '../../../renderer/ui/chart/LineChart.tsx';
import { Sparkline } from '../../../renderer/ui/chart/Sparkline.tsx';
import { ElapsedTime } from '../../../renderer/ui/ElapsedTime.tsx';
import { Panel } from '../../../renderer/ui/Panel.tsx';
import { Progress } from '../../../renderer/ui/Progress.tsx';
import { ProgressRing } from '../../../renderer/ui/ProgressRing.tsx';
import { Spinner } from '../../../renderer/ui/Spinner.tsx';
import { Steps } from '../../../renderer/ui/Steps.tsx';

const STARTED_AT = Date.now() - 94_000;
const REQUESTS = [6, 8, 7, 9, 11, 10, 12, 11, 13, 10, 9, 12, 14, 12, 11, 13];
const DROPPING = [11, 12, 10, 12, 11, 12, 12, 10, 11, 12, 7, 5, 3, 3, 2, 2];
const ERRORS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 4, 7, 10, 11, 11, 12];
const toSeries = (values: readonly number[]) =>
  values.map((value, place) => ({ at: 1_760_000_000_000 + place * 60_000, value: value * 7 }));

export function GalleryMeasures(): JSX.Element {
  return (
    <Panel title="Measures and progress">
      <div className="row">
        <Sparkline label="requests, none failed" values={REQUESTS} />
        <Sparkline label="requests, most fail now" values={DROPPING} errors={ERRORS} />
        <ProgressRing label="Deploying" share={0.6} />
        <Spinner label="Connecting" />
        <ElapsedTime since={STARTED_AT} />
      </div>
      <Progress label="Sending 3 layers" share={0.4} detail="1.6 of 4.1 MB" />
      <Progress label="Waiting for the engine" />
      <Steps
        label="Deploying v42"
        steps={[
          { name: 'lock', state: 'done' },
          { name: 'image', state: 'done' },
          { name: 'start', state: 'done' },
          { name: 'ready', state: 'now' },
          { name: 'switch', state: 'todo' },
          { name: 'bake', state: 'todo' },
        ]}
      />
      <LineChart
        label="Latency of web in prod"
        formatValue={formatDuration}
        series={[
          { name: 'p50', tone: 'ink', points: toSeries(REQUESTS) },
          { name: 'p95', tone: 'accent', points: toSeries(DROPPING) },
          { name: 'errors', tone: 'bad', points: toSeries(ERRORS) },
        ]}
      />
    </Panel>
  );
}
