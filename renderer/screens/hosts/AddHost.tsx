import { useId, useState, type JSX, type SyntheticEvent } from 'react';
import { useCommand } from '../../store/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import { EnginesNearby } from './EnginesNearby.tsx';
import { HostTrialFacts } from './HostTrialFacts.tsx';
import { useHostTrial } from './use-host-trial.ts';
import styles from './AddHost.module.css';

/** Adds a host in two steps: its engine is asked what it is, and only what answered can be saved. */
export function AddHost({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const form = useId();
  const [address, setAddress] = useState('');
  const add = useCommand('hosts.add');
  const { endpoint, trial, name, setName, change, check, attempt } = useHostTrial(add.clear);

  const save = async (): Promise<void> => {
    const reply = await add.run({
      name: name.trim(),
      endpoint: endpoint.trim(),
      ...(address.trim() === '' ? {} : { address: address.trim() }),
    });
    if (!reply.ok) return;
    showToast({ tone: 'quiet', text: `Added host ${reply.value.host.name}` });
    onClose();
  };
  const refusal = trial?.same === undefined ? undefined : `This engine is the host ${trial.same} already.`;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (attempt.busy || add.busy || endpoint.trim() === '') return;
    if (trial === undefined) void check(endpoint);
    else if (refusal === undefined && name.trim() !== '') void save();
  };
  return (
    <Sheet
      title="Add host"
      sub="Its engine is asked what it is before anything is saved."
      onClose={onClose}
      footer={
        <>
          <Button kbd="Esc" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            kbd="↵"
            busy={attempt.busy || add.busy}
            unavailable={
              endpoint.trim() === ''
                ? 'Name an endpoint first.'
                : (refusal ?? (trial !== undefined && name.trim() === '' ? 'Give it a name.' : undefined))
            }
          >
            {trial === undefined ? 'Check' : 'Add host'}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <TextInput
          label="Endpoint"
          mono
          placeholder="tcp://nuc-1:2376"
          hint="As Docker spells it: unix:///path of a socket, npipe:////./pipe/name, or tcp://host:port, with TLS where DOCKER_CERT_PATH names certificates."
          value={endpoint}
          onChange={change}
          data-autofocus
        />
        {attempt.error !== undefined && (
          <Problem title="It does not answer" problem={attempt.error} onRetry={() => void check(endpoint)} />
        )}
        {trial === undefined ? (
          <EnginesNearby busy={attempt.busy} onChoose={(found) => void check(found)} />
        ) : (
          <>
            <HostTrialFacts trial={trial} />
            {trial.same === undefined && (
              <>
                <TextInput
                  label="Name"
                  hint="What it is called here: small letters, digits and dashes."
                  value={name}
                  onChange={setName}
                />
                <TextInput
                  label="Address"
                  mono
                  hint="Where ports that it publishes are reached from this machine. Left empty: as the endpoint says."
                  value={address}
                  onChange={setAddress}
                />
              </>
            )}
          </>
        )}
        {add.error !== undefined && <Problem title="It was not added" problem={add.error} />}
      </form>
    </Sheet>
  );
}
