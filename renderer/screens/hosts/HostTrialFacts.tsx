import type { JSX } from 'react';
import type { HostTrial } from '../../../shared/model/host-views.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nameFlavour } from './name-flavour.ts';
import styles from './HostTrialFacts.module.css';

/** What answered at an endpoint. */
export function HostTrialFacts({ trial }: { readonly trial: HostTrial }): JSX.Element {
  const { engine, pingMs, warnings, same } = trial;
  return (
    <section className={styles.trial} aria-label="What answered" role="status">
      <p className={styles.line}>
        <Icon name="check" size={13} />
        <strong>
          {nameFlavour(engine.flavour)} {engine.version} answers
        </strong>
      </p>
      <Facts
        facts={[
          { name: 'Machine', value: `${engine.name}, ${engine.os}/${engine.architecture}` },
          { name: 'Images', value: `${engine.imageStore} store, ${engine.storageDriver}` },
          { name: 'Builder', value: engine.builder === 'buildkit' ? 'BuildKit' : 'classic builder' },
          { name: 'Rights', value: engine.rootless ? 'rootless' : 'runs as root' },
          { name: 'Ping', value: formatDuration(pingMs) },
        ]}
      />
      {same !== undefined && (
        <p className={styles.warning}>
          <Icon name="triangle" size={12} label="Warning" />
          It is the same engine as the host {same}. One engine is one host: use that one.
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className={styles.warning}>
          <Icon name="triangle" size={12} label="Warning" />
          {warning}
        </p>
      ))}
    </section>
  );
}
