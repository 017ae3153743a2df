import { useState, type JSX } from 'react';
import { formatBytes } from '../../../renderer/format/format-bytes.ts';
import { Mark } from '../../../renderer/ui/Mark.tsx';
import { Panel } from '../../../renderer/ui/Panel.tsx';
import type { Column } from '../../../renderer/ui/table-column.ts';
import { Table } from '../../../renderer/ui/Table.tsx';
import { Tabs } from '../../../renderer/ui/Tabs.tsx';
import { VirtualRows } from '../../../renderer/ui/VirtualRows.tsx';

interface Release {
  readonly version: number;
  readonly bytes: number;
  readonly passed: boolean;
}

const releaseAt = (place: number): Release => ({
  version: place + 1,
  bytes: (place + 3) * 1_370_000,
  passed: place !== 1,
});
const RELEASES = [0, 1, 2].map(releaseAt);

const COLUMNS: readonly Column<Release>[] = [
  { key: 'version', head: 'Version', cell: ({ version }) => `v${version}`, width: '120px' },
  {
    key: 'test',
    head: 'Test',
    cell: ({ passed }) => (passed ? 'passed' : <Mark tone="bad">failed</Mark>),
  },
  { key: 'size', head: 'Size', cell: ({ bytes }) => formatBytes(bytes), end: true, width: '100px' },
];

export function GalleryTables(): JSX.Element {
  const [tab, setTab] = useState<'releases' | 'log'>('releases');
  const [opened, setOpened] = useState('none');
  return (
    <Panel title="Tables" sub={`opened: ${opened}`}>
      <Tabs
        label="Parts of web"
        active={tab}
        onChange={setTab}
        tabs={[
          { key: 'releases', label: 'Releases', count: '3' },
          { key: 'log', label: 'Log' },
        ]}
      >
        {tab === 'releases' ? (
          <Table
            label="Releases of web"
            columns={COLUMNS}
            rows={RELEASES}
            rowKey={({ version }) => version}
            isMarked={({ version }) => version === 3}
          />
        ) : (
          'Nothing was logged.'
        )}
      </Tabs>
      <div style={{ height: 180 }}>
        <VirtualRows
          label="All releases"
          columns={COLUMNS}
          count={100_000}
          rowAt={releaseAt}
          rowKey={({ version }) => version}
          onOpen={({ version }) => setOpened(`v${version}`)}
        />
      </div>
    </Panel>
  );
}
