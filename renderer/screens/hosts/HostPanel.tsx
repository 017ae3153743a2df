import { useState, type JSX } from 'react';
import type { HostView } from '../../../shared/model/house.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { EngineFactList } from './EngineFactList.tsx';
import { HostDisk } from './HostDisk.tsx';
import { HostLanes } from './HostLanes.tsx';
import { HostState } from './HostState.tsx';
import { RemoveHost } from './RemoveHost.tsx';
import styles from './HostPanel.module.css';

/** One host: whether it answers and, if not, exactly why; what its engine is; its disk; what is on it. */
export function HostPanel({ host }: { readonly host: HostView }): JSX.Element {
  const [removing, setRemoving] = useState(false);
  // A host that is back, or another engine behind the same endpoint, is asked again.
  const check = useQuery(
    'hosts.check',
    { name: host.name },
    { version: `${host.state} ${host.since} ${host.version ?? ''}`, when: host.state !== 'connecting' },
  );
  const detail = check.value;
  const problem = host.state === 'away' ? (host.problem ?? check.error) : check.error;
  return (
    <Panel
      title={host.name}
      sub={<HostState host={host} />}
      actions={
        <>
          <Button size="small" icon="refresh" busy={check.loading} onClick={check.reload}>
            Check again
          </Button>
          <Menu
            label={`Actions for ${host.name}`}
            size="small"
            entries={[
              {
                label: 'Remove host',
                icon: 'trash',
                destructive: true,
                onSelect: () => setRemoving(true),
              },
            ]}
          />
        </>
      }
    >
      {problem !== undefined && (
        <Problem
          title={`${host.name} cannot be reached`}
          problem={problem}
          retrying={check.loading}
          onRetry={check.reload}
        />
      )}
      <div className={styles.columns}>
        {detail === undefined ? (
          problem === undefined && <Spinner label={`Asking ${host.name} what it is`} />
        ) : (
          <EngineFactList host={host} detail={detail} />
        )}
        <div className={styles.side}>
          <HostDisk host={host} />
          <HostLanes host={host.name} />
        </div>
      </div>
      {removing && <RemoveHost name={host.name} onClose={() => setRemoving(false)} />}
    </Panel>
  );
}
