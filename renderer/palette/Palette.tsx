import { useId, useMemo, useState, type JSX, type KeyboardEvent } from 'react';
import type { WindowSheet } from '../app/window-sheet.ts';
import { useBridge, useHouseStore } from '../store/use-house.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { moveInRows } from '../ui/move-in-rows.ts';
import { useModal } from '../ui/use-modal.ts';
import { listEntries } from './list-entries.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { PaletteList, type PaletteSection } from './PaletteList.tsx';
import styles from './Palette.module.css';
import { makeSearchable, rankEntries } from './rank-entries.ts';
import { addRecent, readRecent } from './recent-entries.ts';
import { suggestEntries } from './suggest-entries.ts';

/** More than anybody reads; typing on is quicker. */
const MOST_SHOWN = 50;
const PAGE_ROWS = 8;

export interface PaletteProps {
  readonly onClose: () => void;
  readonly onSheet: (sheet: WindowSheet) => void;
}

/** Every place and every action by its name: type a few letters of it, arrow keys choose, Enter goes there or does it. */
export function Palette({ onClose, onSheet }: PaletteProps): JSX.Element {
  const bridge = useBridge();
  const house = useHouseStore();
  const [entries] = useState(() => listEntries(house.getState(), Date.now()));
  const [recent] = useState(readRecent);
  const searchable = useMemo(() => makeSearchable(entries), [entries]);
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const id = useId();
  const modal = useModal(onClose);

  const { sections, count } = useMemo(() => {
    if (query.trim() === '') return { sections: suggest(entries, recent), count: 0 };
    const { best, count: all } = rankEntries(searchable, query, recent, MOST_SHOWN);
    return { sections: best.length === 0 ? [] : [{ items: best }], count: all };
  }, [entries, searchable, recent, query]);
  const items = sections.flatMap((section) => section.items);
  const current = Math.min(place, items.length - 1);

  const choose = ({ id: used, act }: PaletteEntry): void => {
    addRecent(used);
    onClose();
    act({ bridge, openSheet: onSheet });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[current];
    if (event.key === 'Enter' && item !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(item.entry);
      return;
    }
    // Home and End belong to what is typed.
    if (event.key === 'Home' || event.key === 'End') return;
    const next = nextPlace(event.key, current, items.length);
    if (next === undefined) return;
    event.preventDefault();
    setPlace(next);
  };
  return (
    <dialog
      {...modal}
      className={styles.palette}
      data-palette
      aria-label="Find or do anything"
      onPointerDown={(event) => {
        if (event.target === modal.ref.current) onClose();
      }}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Find or do anything"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? `${id}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Find or do anything: promote web, logs api, drift"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus
        />
        <span aria-hidden>
          <Kbd keys="Esc" />
        </span>
      </div>
      <PaletteList id={id} sections={sections} current={current} onPoint={setPlace} onChoose={choose} />
      <p className={styles.foot} role="status">
        {items.length === 0
          ? 'Nothing is called that. An app, an environment or a verb is enough: web, prod, deploy.'
          : count > items.length
            ? `The best ${items.length} of ${count}`
            : ''}
      </p>
    </dialog>
  );
}

function suggest(entries: readonly PaletteEntry[], recent: readonly string[]): readonly PaletteSection[] {
  return suggestEntries(entries, recent).map(({ title, entries: some }) => ({
    title,
    items: some.map((entry) => ({ entry, places: [] })),
  }));
}

/** Up from the first is the last, and down from the last the first. */
function nextPlace(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowUp' && current === 0) return count - 1;
  if (key === 'ArrowDown' && current === count - 1) return 0;
  return moveInRows(key, current, { count, pageRows: PAGE_ROWS });
}
