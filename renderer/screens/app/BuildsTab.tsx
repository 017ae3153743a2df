import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { BuildRecord } from '../../../shared/model/build-record.ts';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { useHouse } from '../../store/use-house.ts';
import { useQuery } from '../../store/use-query.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Column } from '../../ui/table-column.ts';
import { StateLabel } from '../deployment/StateLabel.tsx';
import { BuildBanner } from './BuildBanner.tsx';
import { describeBuild } from './describe-build.ts';
import { KeptBuild } from './KeptBuild.tsx';
import { LatestBuild } from './LatestBuild.tsx';
import { latestBuild } from './running-build.ts';
import styles from './BuildsTab.module.css';

/** The build that runs or ran last, and those of before with the logs that are kept of them. */
export function BuildsTab({ app }: { readonly app: AppView }): JSX.Element {
  const live = useHouse((state) => latestBuild(state, app.name));
  const {
    value: builds,
    error,
    reload,
  } = useQuery(
    'builds.list',
    { app: app.name },
    { followHistory: true, version: `${live?.id} ${live?.state}` },
  );
  const [query, setQuery] = useAddressQuery();
  const chosen = builds?.find(({ id }) => id === query.get('build'));
  const choose = (build: BuildRecord): void =>
    setQuery(new URLSearchParams({ tab: 'builds', build: build.id }));
  return (
    <div className={styles.builds}>
      {chosen !== undefined && <BuildBanner app={app.name} />}
      {chosen === undefined ? (
        live !== undefined && <LatestBuild key={live.id} operation={live} />
      ) : (
        <KeptBuild
          key={chosen.id}
          build={chosen}
          onClose={() => setQuery(new URLSearchParams({ tab: 'builds' }))}
        />
      )}
      {error !== undefined && (
        <Problem title="The builds could not be read" problem={error} onRetry={reload} />
      )}
      {builds === undefined && error === undefined && <Spinner size={22} label="Reading builds" />}
      {builds?.length === 0 && live === undefined && (
        <EmptyState title="Nothing was built yet" icon="hammer">
          Build v{app.next}: its log and the output of its test are kept here.
        </EmptyState>
      )}
      {builds !== undefined && builds.length > 0 && (
        <Panel title="Builds" sub="newest first" flush>
          <div className={styles.scroller} tabIndex={0} role="group" aria-label="Builds">
            <Table
              label={`Builds of ${app.name}`}
              columns={columns(choose)}
              rows={builds}
              rowKey={({ id }) => id}
              isMarked={(build) => build === chosen}
            />
          </div>
        </Panel>
      )}
    </div>
  );
}

function columns(onChoose: (build: BuildRecord) => void): readonly Column<BuildRecord>[] {
  return [
    {
      key: 'when',
      head: 'When',
      cell: (build) => (
        <button type="button" className={styles.open} onClick={() => onChoose(build)}>
          <RelativeTime at={build.startedAt} ago />
        </button>
      ),
    },
    { key: 'result', head: 'Result', cell: (build) => <StateLabel words={describeBuild(build)} /> },
    {
      key: 'took',
      head: 'Took',
      end: true,
      cell: ({ durationMs }) => (durationMs === undefined ? '' : formatDuration(durationMs)),
    },
    { key: 'by', head: 'Who', cell: ({ by }) => by },
    {
      key: 'why',
      head: 'Why',
      cell: ({ error }) => (
        <span className={styles.why} title={error?.message}>
          {error?.message}
        </span>
      ),
    },
    {
      key: 'kept',
      head: 'Kept',
      cell: ({ buildLog, testLog }) =>
        [buildLog === undefined ? '' : 'log', testLog === undefined ? '' : 'test']
          .filter((part) => part !== '')
          .join(', '),
    },
  ];
}
