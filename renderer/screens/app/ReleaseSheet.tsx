import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import { useQuery } from '../../store/use-query.ts';
import { Menu } from '../../ui/Menu.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Button } from '../../ui/Button.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { ReleaseFacts } from './ReleaseFacts.tsx';
import { ReleaseLogs } from './ReleaseLogs.tsx';
import { ReleaseWaysBack } from './ReleaseWaysBack.tsx';
import type { ReleaseAsk } from './release-ask.ts';
import { usePin } from './use-pin.ts';
import styles from './ReleaseSheet.module.css';

export interface ReleaseSheetProps {
  readonly app: AppView;
  readonly version: number;
  readonly onClose: () => void;
  readonly onAsk: (ask: ReleaseAsk) => void;
  readonly onChanged: () => void;
}

/** Everything that is known of one release, beside the list. */
export function ReleaseSheet({ app, version, onClose, onAsk, onChanged }: ReleaseSheetProps): JSX.Element {
  const {
    value: view,
    error,
    reload,
  } = useQuery('releases.get', { app: app.name, version }, { followHistory: true });
  const pin = usePin(app.name, () => {
    reload();
    onChanged();
  });
  const gone = view?.release.withdrawnAt !== undefined ? 'It was withdrawn.' : undefined;
  return (
    <Sheet
      title={`${app.name} v${version}`}
      sub={
        view !== undefined && (
          <>
            made <RelativeTime at={view.release.createdAt} ago /> by {view.release.createdBy}
          </>
        )
      }
      onClose={onClose}
      modal={false}
      footer={
        view !== undefined && (
          <>
            <Button onClick={() => pin(version, view.pinned === undefined)}>
              {view.pinned === undefined ? 'Pin' : 'Unpin'}
            </Button>
            <Button unavailable={gone} onClick={() => onAsk({ kind: 'withdraw', version })}>
              Withdraw…
            </Button>
            <Menu
              label={`Deploy ${app.name} v${version}`}
              text="Deploy to"
              entries={app.environments.map((environment) => ({
                label: environment,
                unavailable: gone,
                onSelect: () => onAsk({ kind: 'deploy', version, environment }),
              }))}
            />
          </>
        )
      }
    >
      {error !== undefined && <Problem problem={error} onRetry={reload} />}
      {view === undefined ? (
        error === undefined && <Spinner label="Reading the release" />
      ) : (
        <div className={styles.content}>
          <ReleaseFacts view={view} />
          <ReleaseWaysBack app={app.name} version={version} />
          <ReleaseLogs view={view} />
        </div>
      )}
    </Sheet>
  );
}
