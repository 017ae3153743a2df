import type { JSX } from 'react';
import type { ReleaseLayer } from '../../../shared/model/release-views.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { Panel } from '../../ui/Panel.tsx';
import { digits } from '../app/describe-release.ts';
import { sumLayers } from './sum-layers.ts';
import styles from './LayerList.module.css';

export interface LayerListProps {
  readonly layers: readonly ReleaseLayer[];
  readonly from: number;
  readonly to: number;
}

const ICONS = { both: 'check', from: 'minus', to: 'plus' } as const;

/** The layers of both images, each with a bar for its size on one scale. */
export function LayerList({ layers, from, to }: LayerListProps): JSX.Element {
  const words = { both: 'shared', from: `only v${from}`, to: `only v${to}` } as const;
  const most = Math.max(1, ...layers.map(({ sizeBytes = 0 }) => sizeBytes));
  return (
    <Panel title="Layers" sub={sumLayers(layers, from, to)} flush>
      {layers.length === 0 ? (
        <p className={styles.none}>No layer of them is known.</p>
      ) : (
        <table className={styles.table} aria-label="Layers">
          <thead className={styles.heads}>
            <tr>
              <th scope="col">In</th>
              <th scope="col">Layer</th>
              <th scope="col">Made by</th>
              <th scope="col" colSpan={2}>
                Size
              </th>
            </tr>
          </thead>
          <tbody>
            {layers.map(({ diffId, in: where, madeBy, sizeBytes }, place) => (
              <tr key={`${diffId} ${place}`} className={joinClasses(styles.layer, styles[where])}>
                <td>
                  <span className={styles.where}>
                    <Icon name={ICONS[where]} size={12} />
                    {words[where]}
                  </span>
                </td>
                <td>
                  <code title={diffId}>{digits(diffId, 12)}</code>
                </td>
                <td className={styles.made} title={madeBy}>
                  {madeBy}
                </td>
                <td className={styles.size}>
                  {sizeBytes === undefined ? 'unknown' : formatBytes(sizeBytes)}
                </td>
                <td className={styles.track} aria-hidden>
                  <i className={styles.bar} style={{ width: `${((sizeBytes ?? 0) / most) * 100}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
