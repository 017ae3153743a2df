import { use, useEffect, useMemo, useRef, useState, type JSX } from 'react';
import type { HistoryRow } from '../../../shared/model/history-row.ts';
import { navigate } from '../../app/navigate.ts';
import { Screen } from '../../app/Screen.tsx';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { useHouse } from '../../store/use-house.ts';
import { useWidth } from '../../ui/chart/use-width.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { TickingClockContext } from '../../ui/ticking-clock.ts';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { countOf, rowAt, type FeedState } from './create-history-feed.ts';
import { canCompare, historyColumns } from './history-columns.tsx';
import { filterOf, isEverything, readChoice, writeChoice, type HistoryChoice } from './history-address.ts';
import { HistoryExport } from './HistoryExport.tsx';
import { HistoryFilters } from './HistoryFilters.tsx';
import { HistoryStatus } from './HistoryStatus.tsx';
import { useHistoryFeed } from './use-history-feed.ts';
import { useSelection } from './use-selection.ts';
import styles from './HistoryScreen.module.css';

/** Everything that happened, newest first. What is chosen stands in the address, so that it can be linked. */
export function HistoryScreen(): JSX.Element {
  const [query, setQuery] = useAddressQuery();
  const { now } = use(TickingClockContext);
  const choice = useMemo(() => readChoice(query), [query]);
  // A span ends at the moment in which it was chosen: a list whose end moves would never be read to its end.
  const filter = useMemo(() => filterOf(choice, now()), [choice, now]);
  const [feed, state] = useHistoryFeed(filter);
  const [edition, setEdition] = useState(0);
  const owner = useHouse((house) => house.owner);
  const people = usePeople(state, owner);
  const selection = useSelection();
  const table = useRef<HTMLDivElement>(null);

  const showNewer = (): void => {
    feed.renew();
    setEdition((last) => last + 1);
  };
  // The button that was pressed is gone; what it brought is what comes next.
  useEffect(() => {
    if (edition > 0) table.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
  }, [edition]);
  const choose = (next: HistoryChoice): void => setQuery(writeChoice(next));
  return (
    <Screen title="History" actions={<HistoryExport filter={filter} />} fills>
      <div className={styles.history}>
        <HistoryFilters choice={choice} onChange={choose} people={people} />
        <HistoryStatus state={state} selection={selection} onShowNewer={showNewer} />
        {state.problem !== undefined && (
          <div className={styles.problem}>
            <Problem title="History could not be read" problem={state.problem} onRetry={feed.retry} />
          </div>
        )}
        <div ref={table} className={styles.table}>
          <Rows
            key={`${query.toString()} ${edition}`}
            state={state}
            everything={isEverything(choice)}
            onSee={feed.see}
            selection={selection}
          />
        </div>
      </div>
    </Screen>
  );
}

function Rows({
  state,
  everything,
  onSee,
  selection,
}: {
  readonly state: FeedState;
  readonly everything: boolean;
  readonly onSee: (first: number, last: number) => void;
  readonly selection: ReturnType<typeof useSelection>;
}): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const columns = useMemo(() => historyColumns(selection, width), [selection, width]);
  if (state.begun && countOf(state) === 0) return <Nothing everything={everything} />;
  return (
    <div ref={box} className={styles.rows} aria-busy={!state.begun}>
      {state.begun || state.problem !== undefined ? (
        <VirtualRows
          label="What happened, newest first"
          columns={columns}
          count={countOf(state)}
          rowAt={(place) => rowAt(state, place)}
          rowKey={({ kind, id }) => `${kind} ${id}`}
          onOpen={open}
          onMark={(row) => canCompare(row) && selection.toggle(row)}
          isMarked={selection.has}
          onRange={onSee}
        />
      ) : (
        <div className={styles.waiting}>
          <Spinner label="Reading history" />
        </div>
      )}
    </div>
  );
}

function Nothing({ everything }: { readonly everything: boolean }): JSX.Element {
  return everything ? (
    <EmptyState title="Nothing has happened yet" icon="clock">
      Build an app and deploy it: every build, deployment and rollback is told here.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing like that has happened" icon="filter">
      Choose less, or clear the filters.
    </EmptyState>
  );
}

function open({ kind, id, app }: HistoryRow): void {
  if (kind === 'build') navigate({ name: 'app', app, query: { tab: 'builds', build: id } });
  else if (kind === 'approval') navigate({ name: 'app', app });
  else navigate({ name: 'deployment', id });
}

/** Who is offered as a person: whoever is in the newest rows, and who works here. */
function usePeople({ pages }: FeedState, owner: string): readonly string[] {
  const rows = pages[0]?.rows;
  return useMemo(
    () => [...new Set([owner, ...(rows ?? []).map(({ by }) => by)])].filter(Boolean).sort(),
    [rows, owner],
  );
}
