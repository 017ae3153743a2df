import { useState, type JSX } from 'react';
import type { StoragePlan } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatCount } from '../../format/format-count.ts';
import { useCommand } from '../../store/use-command.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { totalOf } from './total-of.ts';
import styles from './CleanUp.module.css';

export interface CleanUpProps {
  readonly plan: StoragePlan;
  readonly onClose: () => void;
  readonly onBegun: (operation: string) => void;
}

/** Shows once more what goes, and takes the two options that remove more than images and logs. */
export function CleanUp({ plan, onClose, onBegun }: CleanUpProps): JSX.Element {
  const { bytes, images, orphans } = totalOf(plan);
  const cached = plan.hosts.reduce((sum, { cachedBytes = 0 }) => sum + cachedBytes, 0);
  const [withOrphans, setWithOrphans] = useState(false);
  const [withCache, setWithCache] = useState(false);
  const apply = useCommand('storage.apply');
  const nothing = images === 0 && plan.logs.length === 0 && !withOrphans;

  const confirm = async (): Promise<void> => {
    const reply = await apply.run({ orphans: withOrphans, buildCache: withCache });
    if (!reply.ok) return;
    onBegun(reply.value.operation);
    onClose();
  };
  return (
    <Dialog
      title="Clean up"
      confirm={bytes > 0 ? `Free ${formatBytes(bytes)}` : 'Clean up'}
      destructive
      busy={apply.busy}
      unavailable={nothing ? 'Nothing is chosen that could go.' : undefined}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>What is needed when its turn comes is spared, whatever the plan said.</p>
      <ul className={styles.list}>
        {plan.hosts
          .filter(({ removes }) => removes.length > 0)
          .map((host) => (
            <li key={host.host} className={styles.row}>
              <span>{host.host}</span>
              <span>
                {formatCount(host.removes.length, 'image')}, {formatBytes(host.freesBytes)}
              </span>
            </li>
          ))}
        {plan.logs.length > 0 && (
          <li className={styles.row}>
            <span>Build logs</span>
            <span>
              {formatCount(plan.logs.length, 'log')}, {formatBytes(plan.logsBytes)}
            </span>
          </li>
        )}
      </ul>
      {orphans > 0 && (
        <Checkbox
          label={`Also ${formatCount(orphans, 'orphan')}`}
          hint="Containers and networks that deployments of this history have lost. No volume."
          checked={withOrphans}
          onChange={setWithOrphans}
        />
      )}
      <Checkbox
        label="Also what the builder's cache holds of it"
        hint={
          cached > 0
            ? `About ${formatBytes(cached)} stay on disk otherwise. Building these again takes longer then.`
            : 'Building these again takes longer then.'
        }
        checked={withCache}
        onChange={setWithCache}
      />
      {apply.error !== undefined && <Problem title="Nothing was removed" problem={apply.error} />}
    </Dialog>
  );
}
