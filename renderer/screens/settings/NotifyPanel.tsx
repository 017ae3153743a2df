import { use, type JSX } from 'react';
import { RouteLink } from '../../app/RouteLink.tsx';
import { useBridge } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TickingClockContext } from '../../ui/ticking-clock.ts';
import { pauseChoices } from '../notices/pause-choices.ts';
import { pauseNotices } from '../notices/pause-notices.ts';
import { PausedBar } from '../notices/PausedBar.tsx';
import { usePaused } from '../notices/use-paused.ts';
import styles from './NotifyPanel.module.css';
import { usePreferences } from './use-preferences.ts';

/** What is told aloud. Whatever is not is among the notices all the same. */
export function NotifyPanel(): JSX.Element {
  const bridge = useBridge();
  const [{ notify }, set] = usePreferences();
  const { now } = use(TickingClockContext);
  const paused = usePaused();
  return (
    <Panel title="Notifications">
      <Switch
        label="Something fails"
        hint="A health check, or a host that does not answer. Several at once are told as one."
        on={notify.failed}
        onChange={(failed) => set({ notify: { failed } })}
      />
      <Switch
        label="Something has recovered"
        on={notify.recovered}
        onChange={(recovered) => set({ notify: { recovered } })}
      />
      <Switch
        label="A deployment is finished, has failed, or swung back by itself"
        hint="Not while you watch it in the window."
        on={notify.deployments}
        onChange={(deployments) => set({ notify: { deployments } })}
      />
      {paused === undefined ? (
        <div className={styles.pause}>
          <span>Pause all of them</span>
          {pauseChoices(now()).map(({ label, until }) => (
            <Button key={label} size="small" onClick={() => void pauseNotices(bridge, until)}>
              {label}
            </Button>
          ))}
        </div>
      ) : (
        <PausedBar />
      )}
      <p className={styles.quiet}>
        Everything is listed among the <RouteLink to={{ name: 'notices' }}>notices</RouteLink>, also what is
        not told aloud.
      </p>
    </Panel>
  );
}
