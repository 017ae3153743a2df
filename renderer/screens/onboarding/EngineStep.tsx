import { useState, type JSX } from 'react';
import { formatCount } from '../../format/format-count.ts';
import { useCommand } from '../../store/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { EngineAdvice } from './EngineAdvice.tsx';
import styles from './EngineStep.module.css';
import { RemoteEngine } from './RemoteEngine.tsx';
import { TriedPlace } from './TriedPlace.tsx';
import { asFound, type EngineInSight } from './use-engine-search.ts';

/** Where an engine was looked for, what each place answered, how to get one here, and how to use one elsewhere. */
export function EngineStep({
  sight: { search, registered },
  onDone,
}: {
  readonly sight: EngineInSight;
  readonly onDone: () => void;
}): JSX.Element {
  const [asked, setAsked] = useState(false);
  const add = useCommand('hosts.add');
  const { value, error, loading, reload } = search;
  const use = async (endpoint: string, name: string): Promise<void> => {
    const reply = await add.run({ name, endpoint });
    if (reply.ok) onDone();
  };
  if (value === undefined)
    return error === undefined ? (
      <div className={styles.looking}>
        <Progress label="Looking for an engine on this machine" />
      </div>
    ) : (
      <Problem title="No engine could be looked for" problem={error} retrying={loading} onRetry={reload} />
    );
  const found = value.tried.flatMap(asFound);
  return (
    <div className={styles.step}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>{found.length > 0 ? 'Choose an engine' : 'No engine answered'}</h2>
          <p className={styles.lead}>
            Twinberth runs containers on a Docker Engine (or Podman) of yours.{' '}
            {found.length > 0
              ? `${formatCount(found.length, 'engine')} answered on this machine.`
              : 'Start or install one, and this page goes on by itself as soon as it answers.'}
          </p>
        </div>
        <Button
          icon="refresh"
          busy={asked && loading}
          onClick={() => {
            setAsked(true);
            reload();
          }}
        >
          Look again
        </Button>
      </div>
      {add.error !== undefined && <Problem title="It was not added" problem={add.error} />}
      <div className={styles.columns}>
        <Panel title="Where it was looked for" flush>
          <ul>
            {value.tried.map((tried) => (
              <TriedPlace
                key={`${tried.from} ${tried.endpoint}`}
                tried={tried}
                busy={add.busy}
                onUse={registered ? undefined : () => void use(tried.endpoint, 'local')}
              />
            ))}
          </ul>
        </Panel>
        <div className={styles.column}>
          {found.length === 0 && value.advice.length > 0 && (
            <EngineAdvice platform={value.platform} advice={value.advice} />
          )}
          <RemoteEngine onAdded={onDone} />
        </div>
      </div>
    </div>
  );
}
