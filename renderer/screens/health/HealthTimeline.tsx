import { useState, type JSX } from 'react';
import type { HealthChange } from '../../../shared/model/health-views.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Select } from '../../ui/Select.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { HealthMark } from './HealthMark.tsx';
import { healthWord } from './health-word.ts';
import styles from './HealthTimeline.module.css';

const FEW = 50;
/** As many as may be asked for at once. */
const MANY = 500;
const ALL = '';

/** What was wrong, and when it was over; restarts and kills among it. */
export function HealthTimeline({
  placements,
}: {
  readonly placements: readonly PlacementView[];
}): JSX.Element {
  const [app, setApp] = useState(ALL);
  const [limit, setLimit] = useState(FEW);
  const apps = [...new Set(placements.map((placement) => placement.app))];
  const newest = Math.max(0, ...placements.map(({ healthSince }) => healthSince));
  const query = useQuery(
    'health.changes',
    { limit, ...(app === ALL ? {} : { app }) },
    { version: newest, followHistory: true },
  );
  const changes = query.value;
  return (
    <Panel
      title="What was"
      sub="the newest first"
      flush
      actions={
        apps.length > 1 && (
          <Select
            compact
            label="App"
            value={app}
            options={[
              { value: ALL, label: 'Every app' },
              ...apps.map((name) => ({ value: name, label: name })),
            ]}
            onChange={setApp}
          />
        )
      }
    >
      {query.error !== undefined && (
        <div className={styles.inset}>
          <Problem problem={query.error} retrying={query.loading} onRetry={query.reload} />
        </div>
      )}
      {changes === undefined && query.error === undefined && (
        <div className={styles.inset}>
          <Spinner label="Reading what was" />
        </div>
      )}
      {changes?.length === 0 && (
        <p className={styles.inset}>Nothing has changed its health since it is being watched.</p>
      )}
      {changes !== undefined && changes.length > 0 && (
        <ol aria-label="Changes of health">
          {changes.map((change) => (
            <Change key={`${change.at} ${change.app} ${change.environment} ${change.host}`} change={change} />
          ))}
        </ol>
      )}
      {changes?.length === limit && limit < MANY && (
        <div className={styles.inset}>
          <Button size="small" busy={query.loading} onClick={() => setLimit(MANY)}>
            Show older
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Change({ change }: { readonly change: HealthChange }): JSX.Element {
  const { app, environment, host, at, from, to, why, event } = change;
  return (
    <li className={styles.change}>
      <span className={styles.at}>
        <RelativeTime at={at} ago />
      </span>
      <span>
        {event === 'oom' && <Mark tone="bad">out of memory</Mark>}
        {event === 'restart' && (
          <Mark tone="warn" icon="refresh">
            restarted
          </Mark>
        )}
        {event === undefined && <HealthMark health={to} />}
      </span>
      <span className={styles.place}>
        <b>
          {app} in {environment}
        </b>{' '}
        on {host}
        {event === undefined && from !== undefined && `, was ${healthWord(from)}`}
        {why !== undefined && <span className={styles.why}>{why}</span>}
      </span>
    </li>
  );
}
