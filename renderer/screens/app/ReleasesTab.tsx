import { useMemo, useRef, useState, type JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import { navigate } from '../../app/navigate.ts';
import { useAddressQuery } from '../../app/use-address-query.ts';
import { formatCount } from '../../format/format-count.ts';
import { Button } from '../../ui/Button.tsx';
import { useWidth } from '../../ui/chart/use-width.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { Table } from '../../ui/Table.tsx';
import { releaseColumns } from './release-columns.tsx';
import { ReleaseQuestion } from './ReleaseQuestion.tsx';
import type { ReleaseAsk } from './release-ask.ts';
import { ReleaseSheet } from './ReleaseSheet.tsx';
import { useReleases, type Releases } from './use-releases.ts';
import styles from './ReleasesTab.module.css';

/** Every release of an app. The one whose details are open stands in the address. */
export function ReleasesTab({ app }: { readonly app: AppView }): JSX.Element {
  const releases = useReleases(app.name);
  const [query, setQuery] = useAddressQuery();
  const [ask, setAsk] = useState<ReleaseAsk>();
  const shown = Number(query.get('release') ?? 0);
  const show = (version: number | undefined): void =>
    setQuery(
      version === undefined ? new URLSearchParams() : new URLSearchParams({ release: String(version) }),
    );
  const { list, error } = releases;

  if (list === undefined)
    return error === undefined ? (
      <Spinner size={22} label="Reading releases" />
    ) : (
      <Problem title="The releases could not be read" problem={error} onRetry={releases.reload} />
    );
  return (
    <>
      {error !== undefined && (
        <Problem title="The releases could not be read again" problem={error} onRetry={releases.reload} />
      )}
      {list.length === 0 ? (
        <EmptyState title="No release yet" icon="hammer">
          Build v{app.next}: the image is made once, tested, and from then on only moved.
        </EmptyState>
      ) : (
        <List app={app} releases={releases} onShow={show} onAsk={setAsk} />
      )}
      {shown > 0 && ask === undefined && (
        <ReleaseSheet
          key={shown}
          app={app}
          version={shown}
          onClose={() => show(undefined)}
          onAsk={setAsk}
          onChanged={releases.reload}
        />
      )}
      {ask !== undefined && (
        <ReleaseQuestion
          app={app}
          ask={ask}
          view={list.find(({ release }) => release.version === ask.version)}
          onClose={() => setAsk(undefined)}
          onChanged={releases.reload}
        />
      )}
    </>
  );
}

function List({
  app,
  releases,
  onShow,
  onAsk,
}: {
  readonly app: AppView;
  readonly releases: Releases;
  readonly onShow: (version: number) => void;
  readonly onAsk: (ask: ReleaseAsk) => void;
}): JSX.Element {
  const { list = [], loading, more, showMore, reload } = releases;
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const choose = (version: number): void =>
    setChosen((before) =>
      before.includes(version) ? before.filter((one) => one !== version) : [...before.slice(-1), version],
    );
  const columns = useMemo(
    () =>
      releaseColumns({
        app,
        releases: list,
        chosen,
        onChoose: choose,
        onShow,
        onAsk,
        onChanged: reload,
        width,
      }),
    [app, list, chosen, onShow, onAsk, reload, width],
  );
  return (
    <Panel
      title="Releases"
      sub={more ? `the newest ${list.length}` : formatCount(list.length, 'release')}
      actions={<Compare app={app.name} chosen={chosen} />}
      flush
    >
      <div ref={box} className={styles.scroller} tabIndex={0} role="group" aria-label="Releases">
        <Table
          label={`Releases of ${app.name}`}
          columns={columns}
          rows={list}
          rowKey={({ release }) => release.id}
        />
      </div>
      {more && (
        <div className={styles.more}>
          <Button size="small" busy={loading} onClick={showMore}>
            Show older releases
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Compare({ app, chosen }: { readonly app: string; readonly chosen: readonly number[] }): JSX.Element {
  const [from, to] = [...chosen].sort((a, b) => a - b);
  return (
    <Button
      size="small"
      icon="compare"
      unavailable={to === undefined ? 'Choose two releases first' : undefined}
      onClick={() => from !== undefined && to !== undefined && navigate({ name: 'releases', app, from, to })}
    >
      {from !== undefined && to !== undefined ? `Compare v${from} with v${to}` : 'Compare two'}
    </Button>
  );
}
