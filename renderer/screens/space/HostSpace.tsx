import { useState, type JSX } from 'react';
import { describeCache, describeContainer } from '../../../shared/model/describe-kept.ts';
import type { CacheRecord, HostStoragePlan, KeptContainer } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatCount } from '../../format/format-count.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Column } from '../../ui/table-column.ts';
import { Table } from '../../ui/Table.tsx';
import { KEPT_COLUMNS, REMOVED_COLUMNS } from './image-columns.tsx';
import { OrphanList } from './OrphanList.tsx';
import styles from './HostSpace.module.css';

const FEW = 12;

const CONTAINER_COLUMNS: readonly Column<KeptContainer>[] = [
  { key: 'name', head: 'Container', cell: ({ name }) => name },
  { key: 'why', head: 'Why it stays', cell: ({ why }) => describeContainer(why) },
];

/** One host: the images that would go and those that stay, with the reason and the cost of each. */
export function HostSpace({ host }: { readonly host: HostStoragePlan }): JSX.Element {
  const { removes, foreignImages, orphans, keptContainers, foreignContainers, freesBytes, cachedBytes } =
    host;
  // Releases of this history come first; what another one made is of less interest here.
  const keeps = host.keeps.toSorted(
    (a, b) => Number(a.release === undefined) - Number(b.release === undefined),
  );
  return (
    <Panel
      title={host.host}
      sub={removes.length === 0 ? 'nothing has to go' : `${formatBytes(freesBytes)} can go`}
      flush
    >
      {removes.length > 0 && (
        <Part title="Can go" note={cacheNote(cachedBytes)}>
          <Cut rows={removes}>
            {(rows) => (
              <Table
                label={`Images on ${host.host} that can go`}
                columns={REMOVED_COLUMNS}
                rows={rows}
                rowKey={({ id }) => id}
              />
            )}
          </Cut>
        </Part>
      )}
      <Part
        title="Stays"
        note={
          foreignImages > 0
            ? `${formatCount(foreignImages, 'image')} of others beside them: never touched`
            : undefined
        }
      >
        {keeps.length === 0 ? (
          <p className={styles.none}>No release has an image here.</p>
        ) : (
          <Cut rows={keeps}>
            {(rows) => (
              <Table
                label={`Images on ${host.host} that stay`}
                columns={KEPT_COLUMNS}
                rows={rows}
                rowKey={({ id }) => id}
              />
            )}
          </Cut>
        )}
      </Part>
      {keptContainers.length > 0 && (
        <Part
          title="Containers"
          note={
            foreignContainers > 0
              ? `${formatCount(foreignContainers, 'container')} of others beside them: never touched`
              : undefined
          }
        >
          <Cut rows={keptContainers}>
            {(rows) => (
              <Table
                label={`Containers on ${host.host} that stay`}
                columns={CONTAINER_COLUMNS}
                rows={rows}
                rowKey={({ id }) => id}
              />
            )}
          </Cut>
        </Part>
      )}
      {host.cache !== undefined && host.cache.length > 0 && (
        <Part title="Builder's cache" note={formatCount(host.cache.length, 'record')}>
          <Facts facts={cacheFacts(host.cache)} />
        </Part>
      )}
      {orphans.length > 0 && (
        <Part title="Orphans" note="ours, and explained by nothing that is deployed">
          <OrphanList orphans={orphans} />
        </Part>
      )}
    </Panel>
  );
}

function cacheNote(bytes: number | undefined): string | undefined {
  return bytes === undefined || bytes === 0
    ? undefined
    : `about ${formatBytes(bytes)} of it stay on disk until the builder's cache goes too`;
}

/** How many records stay for each reason, and what they take. */
function cacheFacts(cache: readonly CacheRecord[]): readonly Fact[] {
  return [...Map.groupBy(cache, ({ why }) => describeCache(why))].map(([why, records]) => ({
    name: `${records.length} ${why}`,
    value: formatBytes(records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)),
  }));
}

interface PartProps {
  readonly title: string;
  readonly note: string | undefined;
  readonly children: JSX.Element;
}

function Part({ title, note, children }: PartProps): JSX.Element {
  return (
    <section className={styles.part}>
      <h3 className={styles.head}>
        {title}
        {note !== undefined && <span className={styles.note}>{note}</span>}
      </h3>
      {children}
    </section>
  );
}

interface CutProps<Row> {
  readonly rows: readonly Row[];
  readonly children: (rows: readonly Row[]) => JSX.Element;
}

/** The first of many rows, and the rest on demand. */
function Cut<Row>({ rows, children }: CutProps<Row>): JSX.Element {
  const [all, setAll] = useState(false);
  const cut = !all && rows.length > FEW;
  return (
    <>
      {children(cut ? rows.slice(0, FEW) : rows)}
      {cut && (
        <div className={styles.more}>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {rows.length}
          </Button>
        </div>
      )}
    </>
  );
}
