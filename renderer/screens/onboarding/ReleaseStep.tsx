import { useState, type JSX } from 'react';
import { navigate } from '../../app/navigate.ts';
import { RouteLink } from '../../app/RouteLink.tsx';
import { PlanSheet } from '../../sheets/PlanSheet.tsx';
import { useCommand } from '../../store/use-command.ts';
import { useApp, useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { LatestBuild } from '../app/LatestBuild.tsx';
import { latestBuild } from '../app/running-build.ts';
import styles from './ReleaseStep.module.css';

/** The app is registered: its first release is built before one's eyes, and goes to its first lane. */
export function ReleaseStep({ app: name }: { readonly app: string }): JSX.Element {
  const app = useApp(name);
  const lane = useHouse(({ lanes }) => lanes.find((each) => app?.environments.includes(each.name) === true));
  const operation = useHouse((state) => latestBuild(state, name));
  const build = useCommand('releases.build');
  const [planned, setPlanned] = useState(false);
  if (app === undefined)
    return (
      <EmptyState title={`There is no app called ${name}`} icon="box">
        It may have been removed meanwhile.{' '}
        <RouteLink to={{ name: 'onboarding' }}>Pick a folder again</RouteLink>
      </EmptyState>
    );
  const { newest, deployable, next, environments } = app;
  const building = operation?.state === 'running';
  const made = deployable !== undefined;
  return (
    <div className={styles.step}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.title}>
            {made && `${name} v${deployable} is ready to be deployed`}
            {!made &&
              (newest === undefined ? `${name} is on the board` : `${name} v${newest} failed its test`)}
          </h2>
          <p className={styles.lead}>
            {made &&
              'You see what would happen before it does. From the first lane, the very same image is dragged to the next.'}
            {!made &&
              newest !== undefined &&
              'What failed its test is not deployed. Below is what the test printed: mend the app in its folder, and build again.'}
            {newest === undefined &&
              `Its lanes are ${environments.join(', ')}. A release is an image that is built once, tested, and never changed: the next step is to make the first.`}
          </p>
        </div>
        <div className={styles.actions}>
          <Button variant="quiet" onClick={() => navigate({ name: 'board' })}>
            Go to the board
          </Button>
          {made && lane !== undefined ? (
            <Button variant="primary" icon="arrowRight" onClick={() => setPlanned(true)}>
              Deploy v{deployable} to {lane.name}…
            </Button>
          ) : (
            <Button
              variant="primary"
              icon="hammer"
              busy={build.busy || building}
              unavailable={app.problem?.message}
              onClick={() => void build.run({ app: name })}
            >
              {operation === undefined || newest !== undefined ? `Build v${next}` : `Build v${next} again`}
            </Button>
          )}
        </div>
      </div>
      {build.error !== undefined && <Problem title="It is not being built" problem={build.error} />}
      {operation !== undefined && <LatestBuild key={operation.id} operation={operation} />}
      {planned && made && lane !== undefined && (
        <PlanSheet
          intent={{
            kind: 'deploy',
            app: name,
            environment: lane.name,
            version: deployable,
          }}
          onClose={() => setPlanned(false)}
          onBegun={() => navigate({ name: 'board' })}
        />
      )}
    </div>
  );
}
