import { useState, type JSX, type SyntheticEvent } from 'react';
import { useCommand } from '../../store/use-command.ts';
import { useBridge } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { EngineNote } from './EngineNote.tsx';
import { FolderBrowser } from './FolderBrowser.tsx';
import styles from './FolderStep.module.css';
import type { FoundEngine } from './use-engine-search.ts';

export interface FolderStepProps {
  /** Not registered yet: it will be, with the first app. */
  readonly engine: FoundEngine | undefined;
  /** Where the looking around begins; by default at home. */
  readonly startAt: string | undefined;
  readonly onChoose: (folder: string) => void;
}

/** Which folder the app is in: by the desktop's own dialog, or by looking around on the machine that Twinberth runs on. */
export function FolderStep({ engine, startAt, onChoose }: FolderStepProps): JSX.Element {
  const { platform } = useBridge();
  return (
    <div className={styles.step}>
      <div>
        <h2 className={styles.title}>Pick the folder of an app</h2>
        <p className={styles.lead}>
          One with a Dockerfile, a compose file, or a twinberth.yaml. Twinberth reads it and proposes what to
          do; nothing in it is changed before you confirm.
        </p>
      </div>
      {engine !== undefined && <EngineNote engine={engine} />}
      {platform.kind === 'desktop' ? (
        <FolderDialog startAt={startAt} onChoose={onChoose} />
      ) : (
        <FolderBrowser startAt={startAt} onChoose={onChoose} />
      )}
    </div>
  );
}

function FolderDialog({
  startAt = '',
  onChoose,
}: Pick<FolderStepProps, 'startAt' | 'onChoose'>): JSX.Element {
  const [path, setPath] = useState(startAt);
  const choose = useCommand('desktop.chooseFolder');
  const ask = async (): Promise<void> => {
    const reply = await choose.run({});
    if (reply.ok && reply.value !== null) onChoose(reply.value);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (path.trim() !== '') onChoose(path.trim());
  };
  return (
    <div className={styles.dialog}>
      <Button variant="primary" icon="folder" busy={choose.busy} onClick={() => void ask()}>
        Choose a folder…
      </Button>
      {choose.error !== undefined && <Problem title="No dialog could be opened" problem={choose.error} />}
      <form className={styles.path} onSubmit={submit}>
        <TextInput label="Folder" mono placeholder="/home/you/src/web" value={path} onChange={setPath} />
        <Button
          type="submit"
          unavailable={path.trim() === '' ? 'Type the whole path of a folder, or choose one' : undefined}
        >
          Use this folder
        </Button>
      </form>
    </div>
  );
}
