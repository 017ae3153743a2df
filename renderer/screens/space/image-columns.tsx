import type { JSX } from 'react';
import { describeReasons, describeRemoval } from '../../../shared/model/describe-kept.ts';
import type { KeptImage, RemovableImage, StoredImage } from '../../../shared/model/storage.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { formatBytes } from '../../format/format-bytes.ts';
import { useApp } from '../../store/use-house.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import type { Column } from '../../ui/table-column.ts';
import styles from './image-columns.module.css';

const IMAGE: readonly Column<StoredImage>[] = [
  { key: 'image', head: 'Image', cell: (image) => <ImageName image={image} /> },
  {
    key: 'age',
    head: 'Made',
    cell: ({ createdAt }) => (
      <span className={styles.line}>
        <RelativeTime at={createdAt} ago />
      </span>
    ),
  },
];

export const REMOVED_COLUMNS: readonly Column<RemovableImage>[] = [
  ...IMAGE,
  { key: 'why', head: 'Why it can go', cell: ({ why }) => describeRemoval(why) },
  { key: 'size', head: 'Size', end: true, cell: ({ sizeBytes }) => <Amount bytes={sizeBytes} /> },
  {
    key: 'frees',
    head: 'Frees',
    end: true,
    cell: ({ freesBytes }) => (
      <b>
        <Amount bytes={freesBytes} />
      </b>
    ),
  },
];

export const KEPT_COLUMNS: readonly Column<KeptImage>[] = [
  ...IMAGE,
  {
    key: 'why',
    head: 'Why it stays',
    cell: ({ reasons }) => (
      <span className={styles.why}>
        {reasons.some(({ kind }) => kind === 'pinned') && <Icon name="pin" size={12} />}
        {describeReasons(reasons)}
      </span>
    ),
  },
  { key: 'size', head: 'Size', end: true, cell: ({ sizeBytes }) => <Amount bytes={sizeBytes} /> },
  {
    key: 'costs',
    head: 'Keeping it costs',
    end: true,
    cell: ({ costsBytes }) => (
      <b title="Layers that nothing else has">
        <Amount bytes={costsBytes} />
      </b>
    ),
  },
];

function Amount({ bytes }: { readonly bytes: number }): JSX.Element {
  return <span className={styles.line}>{formatBytes(bytes)}</span>;
}

/** Another history's app has no page here. */
function ImageName({ image: { app, version, tags, id } }: { readonly image: StoredImage }): JSX.Element {
  const known = useApp(app) !== undefined;
  const name = version === undefined ? app : `${app} v${version}`;
  return (
    <span className={styles.image}>
      {known ? <RouteLink to={{ name: 'app', app }}>{name}</RouteLink> : name}
      <code title={id}>{tags[0] ?? id.replace(/^sha256:/, '').slice(0, 12)}</code>
    </span>
  );
}
