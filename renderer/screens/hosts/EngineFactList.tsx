import type { JSX } from 'react';
import type { HostDetail } from '../../../shared/model/host-views.ts';
import type { HostView } from '../../../shared/model/house.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nameFlavour } from './name-flavour.ts';
import styles from './EngineFactList.module.css';

export interface EngineFactListProps {
  readonly host: HostView;
  /** As it last said. */
  readonly detail: HostDetail;
}

/** What an engine says of itself, and what a person should know about it. */
export function EngineFactList({ host, detail }: EngineFactListProps): JSX.Element {
  const { engine, pingMs, edgeImage, warnings } = detail;
  return (
    <div className={styles.facts}>
      <Facts
        facts={[
          {
            name: 'Engine',
            value: `${nameFlavour(engine.flavour)} ${engine.version}, API ${engine.apiVersion}`,
          },
          { name: 'Machine', value: `${engine.name}, ${engine.os}/${engine.architecture}` },
          { name: 'Images', value: `${engine.imageStore} store, ${engine.storageDriver}` },
          { name: 'Builder', value: engine.builder === 'buildkit' ? 'BuildKit' : 'classic builder' },
          { name: 'Rights', value: engine.rootless ? 'rootless' : 'runs as root' },
          { name: 'Data', value: <code>{engine.dataRoot}</code> },
          { name: 'Ports at', value: host.address },
          { name: 'Ping', value: formatDuration(pingMs) },
          {
            name: 'Edge image',
            value: edgeImage === 'present' ? 'present' : 'not there yet; the first deployment brings it',
          },
        ]}
      />
      {warnings.length > 0 && (
        <ul className={styles.warnings} aria-label="What to know about it">
          {warnings.map((warning) => (
            <li key={warning} className={styles.warning}>
              <span className={styles.sign}>
                <Icon name="triangle" size={12} label="Warning" />
              </span>
              {warning}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
