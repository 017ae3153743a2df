import type { JSX, SyntheticEvent } from 'react';
import { useCommand } from '../../store/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { useHostTrial } from '../hosts/use-host-trial.ts';
import { describeEngine } from './describe-engine.ts';
import styles from './RemoteEngine.module.css';

/** An engine on another machine: tried first, and registered under a name once it has said who it is. */
export function RemoteEngine({ onAdded }: { readonly onAdded: () => void }): JSX.Element {
  const add = useCommand('hosts.add');
  const { endpoint, trial, name, setName, change, check, attempt } = useHostTrial(add.clear);
  const tryIt = (): Promise<void> => check(endpoint);

  const addIt = async (): Promise<void> => {
    const reply = await add.run({ name: name.trim(), endpoint: endpoint.trim() });
    if (reply.ok) onAdded();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (attempt.busy || add.busy || endpoint.trim() === '') return;
    void (trial === undefined || trial.same !== undefined ? tryIt() : addIt());
  };
  return (
    <Panel title="An engine on another machine">
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.row}>
          <TextInput
            label="Endpoint"
            mono
            placeholder="tcp://nuc-1:2376"
            hint="tcp:// (with the certificates of DOCKER_CERT_PATH), or a socket: as Docker spells it."
            value={endpoint}
            onChange={change}
          />
          <span className={styles.press}>
            <Button
              type={trial === undefined ? 'submit' : 'button'}
              busy={attempt.busy}
              unavailable={endpoint.trim() === '' ? 'Name an endpoint first' : undefined}
              onClick={trial === undefined ? undefined : () => void tryIt()}
            >
              Try it
            </Button>
          </span>
        </div>
        {attempt.error !== undefined && <Problem title="It does not answer" problem={attempt.error} />}
        {trial !== undefined && (
          <>
            <p role="status">
              {describeEngine(trial.engine)}, answers in {trial.pingMs.toFixed(1)} ms.
            </p>
            {trial.warnings.map((warning) => (
              <p key={warning} className={styles.quiet}>
                {warning}
              </p>
            ))}
            {trial.same !== undefined ? (
              <p>
                It is the host <strong>{trial.same}</strong> already; it has not to be added again.
              </p>
            ) : (
              <div className={styles.row}>
                <TextInput
                  label="Name"
                  hint="What it is called on the board."
                  value={name}
                  onChange={setName}
                />
                <span className={styles.press}>
                  <Button
                    type="submit"
                    variant="primary"
                    busy={add.busy}
                    unavailable={name.trim() === '' ? 'Give it a name first' : undefined}
                  >
                    Add host
                  </Button>
                </span>
              </div>
            )}
            {add.error !== undefined && <Problem title="It was not added" problem={add.error} />}
          </>
        )}
      </form>
    </Panel>
  );
}
