import { useEffect, useRef, type JSX } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { joinClasses } from '../ui/join-classes.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { MarkedLabel } from './MarkedLabel.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import styles from './PaletteList.module.css';
import type { RankedEntry } from './rank-entries.ts';

export interface PaletteSection {
  readonly title?: string;
  readonly items: readonly RankedEntry[];
}

export interface PaletteListProps {
  /** Of the list and, with the place behind it, of each option. */
  readonly id: string;
  readonly sections: readonly PaletteSection[];
  readonly current: number;
  readonly onPoint: (place: number) => void;
  readonly onChoose: (entry: PaletteEntry) => void;
}

/** What was found, under the field that has the focus all the time. */
export function PaletteList({ id, sections, current, onPoint, onChoose }: PaletteListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected=true]');
    // With the first of a section, its title.
    (option?.previousElementSibling?.role === 'presentation'
      ? option.previousElementSibling
      : option
    )?.scrollIntoView({ block: 'nearest' });
    option?.scrollIntoView({ block: 'nearest' });
  }, [current, sections]);
  return (
    <div ref={list} id={`${id}-list`} className={styles.list} role="listbox" aria-label="Places and actions">
      {sections.map(({ title, items }, section) => {
        const first = sections.slice(0, section).reduce((sum, { items: some }) => sum + some.length, 0);
        const options = items.map((item, offset) => (
          <Option
            key={item.entry.id}
            id={`${id}-${first + offset}`}
            item={item}
            selected={first + offset === current}
            onPoint={() => onPoint(first + offset)}
            onChoose={() => onChoose(item.entry)}
          />
        ));
        if (title === undefined) return options;
        return (
          <div key={title} role="group" aria-label={title}>
            <div className={styles.title} role="presentation">
              {title}
            </div>
            {options}
          </div>
        );
      })}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: RankedEntry;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, item: { entry, places }, selected, onPoint, onChoose }: OptionProps): JSX.Element {
  const { label, detail, icon, keys } = entry;
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={joinClasses(styles.option, selected && styles.selected)}
      // Not entering: a list that moves under a resting pointer chooses nothing.
      onPointerMove={selected ? undefined : onPoint}
      onClick={onChoose}
    >
      <Icon name={icon} size={15} />
      <span className={styles.label}>
        <MarkedLabel text={label} places={places} />
      </span>
      {detail !== undefined && detail !== '' && <span className={styles.detail}>{detail}</span>}
      {keys !== undefined && <Kbd keys={keys} />}
    </div>
  );
}
