import { useLayoutEffect, useRef, useState, type JSX, type KeyboardEvent } from 'react';
import type { FolderListing } from '../../../shared/model/app-views.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { chooseRow } from './choose-row.ts';
import styles from './FolderList.module.css';

export interface FolderListProps {
  readonly listing: FolderListing;
  readonly busy: boolean;
  readonly onOpen: (folder: string) => void;
  readonly onUp: () => void;
  readonly onChoose: (folder: string) => void;
}

/**
 * The folders in a folder; those that hold something Twinberth can read say what, and can be used at once. Arrow keys move,
 * Enter or right opens, left goes up, a letter goes to the next that begins with it.
 */
export function FolderList({ listing, busy, onOpen, onUp, onChoose }: FolderListProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const [shown, setShown] = useState(listing);
  if (shown !== listing) {
    // Coming back from below, one stands where one went down.
    const from = listing.folders.findIndex(({ path }) => path === shown.directory);
    setShown(listing);
    setCurrent(Math.max(0, from));
  }
  const inside = useRef(false);
  useLayoutEffect(() => {
    // The row that was opened is gone, and the focus with it; whoever moves by keys goes on from here.
    if (inside.current && list.current?.contains(document.activeElement) === false)
      rowsOf(list.current)[current]?.focus();
  });

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const folder = listing.folders[current];
    if (event.key === 'ArrowRight' && folder !== undefined) onOpen(folder.path);
    else if (event.key === 'ArrowLeft' || event.key === 'Backspace') onUp();
    else {
      const names = listing.folders.map(({ name }) => name);
      const next = chooseRow(names, current, event.key);
      if (next === undefined) return;
      setCurrent(next);
      rowsOf(event.currentTarget)[next]?.focus();
    }
    event.preventDefault();
  };
  if (listing.folders.length === 0)
    return (
      <p className={styles.none}>No folders in here. If this is the app’s own folder, use it as it is.</p>
    );
  return (
    <ul
      ref={list}
      className={styles.list}
      aria-label={`Folders in ${listing.directory}`}
      aria-busy={busy}
      onKeyDown={onKeyDown}
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={({ relatedTarget, currentTarget }) => {
        // A row that is taken away loses the focus to nobody.
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) inside.current = false;
      }}
    >
      {listing.folders.map(({ name, path, holds }, place) => (
        <li key={path} className={styles.row}>
          <button
            type="button"
            className={joinClasses(styles.folder, holds.length > 0 && styles.telling)}
            tabIndex={place === current ? 0 : -1}
            data-folder
            onFocus={() => setCurrent(place)}
            onClick={() => onOpen(path)}
          >
            <Icon name="folder" size={15} />
            <span className={styles.name}>{name}</span>
            {holds.length > 0 && <VisuallyHidden>, holds </VisuallyHidden>}
            {holds.map((file) => (
              <code key={file} className={styles.file}>
                {file}
              </code>
            ))}
          </button>
          {holds.length > 0 && (
            <Button
              size="small"
              aria-label={`Use ${name}`}
              tabIndex={place === current ? 0 : -1}
              onClick={() => onChoose(path)}
            >
              Use
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function rowsOf(list: HTMLElement): NodeListOf<HTMLElement> {
  return list.querySelectorAll<HTMLElement>('[data-folder]');
}
