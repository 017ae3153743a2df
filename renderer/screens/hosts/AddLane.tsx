import { useId, useState, type JSX, type SyntheticEvent } from 'react';
import { useCommand } from '../../store/use-command.ts';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Select } from '../../ui/Select.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './AddLane.module.css';

const MINUTE_MS = 60_000;
/** A year, the most that the contract takes. */
const MAX_MINUTES = 525_600;

/** Adds an environment: where it stands in the order, on which hosts, and what it asks of a release. */
export function AddLane({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const form = useId();
  const hosts = useHouse((state) => state.hosts);
  const lanes = useHouse((state) => state.lanes);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(
    hosts.length === 1 ? hosts.map((host) => host.name) : [],
  );
  const [after, setAfter] = useState(lanes.at(-1)?.name ?? '');
  const [tested, setTested] = useState(false);
  const [soak, setSoak] = useState('0');
  const [approval, setApproval] = useState(false);
  const add = useCommand('environments.add');

  const minutes = Number(soak);
  const soakProblem =
    soak.trim() !== '' && minutes >= 0 && minutes <= MAX_MINUTES
      ? undefined
      : 'Write a number of minutes, from 0 to a year.';
  const missing =
    name.trim() === '' ? 'Give it a name.' : chosen.length === 0 ? 'Choose at least one host.' : soakProblem;
  const save = async (): Promise<void> => {
    const reply = await add.run({
      name: name.trim(),
      hosts: [...chosen],
      ...(after === '' ? {} : { after }),
      policy: { tested, soakMs: minutes * MINUTE_MS, approval },
    });
    if (!reply.ok) return;
    showToast({ tone: 'quiet', text: `Added environment ${reply.value.name}` });
    onClose();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (missing === undefined && !add.busy) void save();
  };
  return (
    <Sheet
      title="Add environment"
      sub="A lane of the board."
      onClose={onClose}
      footer={
        <>
          <Button kbd="Esc" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" kbd="↵" busy={add.busy} unavailable={missing}>
            Add environment
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit}>
        <TextInput label="Name" placeholder="staging" value={name} onChange={setName} data-autofocus />
        <fieldset className={styles.group}>
          <legend>Hosts</legend>
          {hosts.map((host) => (
            <Checkbox
              key={host.id}
              label={host.name}
              checked={chosen.includes(host.name)}
              onChange={(checked) =>
                setChosen(checked ? [...chosen, host.name] : chosen.filter((other) => other !== host.name))
              }
            />
          ))}
        </fieldset>
        {lanes.length > 0 && (
          <Select
            label="After"
            hint="Releases are promoted from the environment before."
            value={after}
            options={lanes.map((lane) => ({ value: lane.name, label: lane.name }))}
            onChange={setAfter}
          />
        )}
        <fieldset className={styles.group}>
          <legend>What it asks of a release</legend>
          <Checkbox label="It has passed its test" checked={tested} onChange={setTested} />
          <Checkbox label="Somebody has approved it" checked={approval} onChange={setApproval} />
        </fieldset>
        <TextInput
          label="Minutes in the environment before"
          inputMode="numeric"
          hint="How long it must have been live there; 0 asks for none."
          error={soakProblem}
          value={soak}
          onChange={setSoak}
        />
        {add.error !== undefined && <Problem title="It was not added" problem={add.error} />}
      </form>
    </Sheet>
  );
}
