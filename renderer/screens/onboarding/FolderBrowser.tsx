import { useState, type JSX, type SyntheticEvent } from 'react';
import type { FolderListing } from '../../../shared/model/app-views.ts';
import { useQuery } from '../../store/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import styles from './FolderBrowser.module.css';
import { FolderList } from './FolderList.tsx';

export interface FolderBrowserProps {
  readonly startAt: string | undefined;
  readonly onChoose: (folder: string) => void;
}

/** Looks around on the machine that Twinberth runs on. What was listed stays until the next folder has been read. */
export function FolderBrowser({ startAt, onChoose }: FolderBrowserProps): JSX.Element {
  const [wanted, setWanted] = useState(startAt);
  const { value, error, loading, reload } = useQuery(
    'folders.list',
    wanted === undefined ? {} : { directory: wanted },
  );
  const [listing, setListing] = useState<FolderListing>();
  // Undefined: what was listed. What somebody types before the first listing is there is not taken away by it.
  const [typed, setTyped] = useState<string>();
  const path = typed ?? listing?.directory ?? startAt ?? '';
  if (value !== undefined && value !== listing) {
    setListing(value);
    if (listing !== undefined) setTyped(undefined);
  }
  const goUp = (): void => {
    if (listing?.parent !== undefined) setWanted(listing.parent);
  };
  const open = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (path.trim() === '') setWanted(undefined);
    else if (path.trim() === wanted) reload();
    else setWanted(path.trim());
  };
  return (
    <section className={styles.browser} aria-label="Folders">
      <form className={styles.bar} onSubmit={open}>
        <IconButton
          icon="chevronUp"
          bordered
          label="To the folder above"
          unavailable={listing?.parent === undefined ? 'There is none above' : undefined}
          onClick={goUp}
        />
        <TextInput label="Folder" mono placeholder="/home/you/src/web" value={path} onChange={setTyped} />
        <Button type="submit" busy={loading && listing !== undefined}>
          Open
        </Button>
        <Button
          variant="primary"
          unavailable={path.trim() === '' ? 'Pick a folder first' : undefined}
          onClick={() => onChoose(path.trim())}
        >
          Use this folder
        </Button>
      </form>
      {error !== undefined && (
        <div className={styles.problem}>
          <Problem
            title="That folder could not be opened"
            problem={error}
            retrying={loading}
            onRetry={reload}
          />
        </div>
      )}
      {listing === undefined ? (
        error === undefined && (
          <div className={styles.problem}>
            <Progress label="Reading folders" />
          </div>
        )
      ) : (
        <FolderList listing={listing} busy={loading} onOpen={setWanted} onUp={goUp} onChoose={onChoose} />
      )}
    </section>
  );
}
