import type { JSX } from 'react';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { EngineNote } from './EngineNote.tsx';
import { ExistingFile } from './ExistingFile.tsx';
import styles from './FileStep.module.css';
import { ProposedFile } from './ProposedFile.tsx';
import type { FoundEngine } from './use-engine-search.ts';

export interface FileStepProps {
  readonly folder: string;
  /** Not registered yet: it will be, with the app. */
  readonly engine: FoundEngine | undefined;
  readonly onBack: () => void;
  readonly onAdded: (app: string) => void;
}

/** What the folder holds: the file that it has, or the one that would suit it, to be read and changed before it is written. */
export function FileStep({ folder, engine, onBack, onAdded }: FileStepProps): JSX.Element {
  const { value, error, loading, reload } = useQuery('apps.inspect', { directory: folder });
  if (value === undefined)
    return error === undefined ? (
      <div className={styles.reading}>
        <Progress label={`Reading ${folder}`} />
      </div>
    ) : (
      <div className={styles.step}>
        <Problem title="The folder could not be read" problem={error} retrying={loading} onRetry={reload} />
        <div>
          <Button icon="chevronLeft" onClick={onBack}>
            Another folder
          </Button>
        </div>
      </div>
    );
  return (
    <div className={styles.step}>
      {engine !== undefined && <EngineNote engine={engine} />}
      {value.exists ? (
        <ExistingFile
          proposal={value}
          engine={engine}
          reading={loading}
          onReadAgain={reload}
          onBack={onBack}
          onAdded={onAdded}
        />
      ) : (
        <ProposedFile proposal={value} engine={engine} onBack={onBack} onAdded={onAdded} />
      )}
    </div>
  );
}
