import type { AppView } from '../../../shared/model/app-views.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { Mark } from '../../ui/Mark.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { Column } from '../../ui/table-column.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { comesFrom, digits, identityOf } from './describe-release.ts';
import { ReleaseMenu } from './ReleaseMenu.tsx';
import { ReleaseRuns } from './ReleaseRuns.tsx';
import type { ReleaseAsk } from './release-ask.ts';
import { TestMark } from './TestMark.tsx';
import styles from './release-columns.module.css';

export interface ReleaseColumnsContext {
  readonly app: AppView;
  /** All that are shown, newest first. */
  readonly releases: readonly ReleaseView[];
  readonly chosen: readonly number[];
  readonly onChoose: (version: number) => void;
  readonly onShow: (version: number) => void;
  readonly onAsk: (ask: ReleaseAsk) => void;
  readonly onChanged: () => void;
  /** Pixels that the table has. */
  readonly width: number;
}

const NARROW_PX = 860;

export function releaseColumns(context: ReleaseColumnsContext): readonly Column<ReleaseView>[] {
  const { app, releases, chosen, onChoose, onShow, onAsk, onChanged, width } = context;
  const wide = width >= NARROW_PX;
  return [
    {
      key: 'choose',
      head: <VisuallyHidden>Compare</VisuallyHidden>,
      cell: ({ release: { version } }) => (
        <input
          type="checkbox"
          className={styles.box}
          aria-label={`Compare v${version}`}
          checked={chosen.includes(version)}
          onChange={() => onChoose(version)}
        />
      ),
    },
    {
      key: 'version',
      head: 'Release',
      cell: (view) => <Version view={view} onShow={onShow} />,
    },
    {
      key: 'identity',
      head: 'Identity',
      cell: ({ release }) => (
        <code title={release.identity.configDigest}>{identityOf(release).slice(0, wide ? 12 : 7)}</code>
      ),
    },
    { key: 'test', head: 'Test', cell: ({ release }) => <TestMark test={release.test} /> },
    { key: 'runs', head: 'Runs in', cell: ({ runs }) => <ReleaseRuns runs={runs} /> },
    ...(wide ? WIDE : []),
    { key: 'made', head: 'Made', cell: ({ release }) => <RelativeTime at={release.createdAt} /> },
    {
      key: 'actions',
      head: <VisuallyHidden>Actions</VisuallyHidden>,
      end: true,
      cell: (view) => (
        <ReleaseMenu
          app={app}
          view={view}
          previous={releases[releases.indexOf(view) + 1]?.release.version}
          onAsk={onAsk}
          onShow={onShow}
          onChanged={onChanged}
        />
      ),
    },
  ];
}

const WIDE: readonly Column<ReleaseView>[] = [
  { key: 'size', head: 'Size', end: true, cell: ({ release }) => formatBytes(release.sizeBytes) },
  {
    key: 'commit',
    head: 'Commit',
    cell: ({ release: { revision } }) =>
      revision !== undefined && <code title={revision}>{revision.slice(0, 7)}</code>,
  },
  {
    key: 'inputs',
    head: 'Inputs',
    cell: ({ release: { inputHash } }) => <code title={inputHash}>{digits(inputHash, 7)}</code>,
  },
  {
    key: 'from',
    head: 'From',
    cell: ({ release: { source } }) => (
      <span className={styles.from} title={comesFrom(source)}>
        {comesFrom(source)}
      </span>
    ),
  },
];

function Version({
  view: { release, pinned, approvals },
  onShow,
}: {
  readonly view: ReleaseView;
  readonly onShow: (version: number) => void;
}) {
  const { version, withdrawnAt } = release;
  return (
    <span className={styles.version}>
      <button type="button" className={styles.open} onClick={() => onShow(version)}>
        v{version}
      </button>
      {withdrawnAt !== undefined && <Mark tone="warn">withdrawn</Mark>}
      {pinned !== undefined && (
        <Mark tone="quiet" icon="pin">
          pinned
        </Mark>
      )}
      {approvals.map(({ environment }) => (
        <Mark key={environment} tone="quiet" icon="check">
          {environment}
        </Mark>
      ))}
    </span>
  );
}
