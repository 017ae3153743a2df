import type { JSX, Ref } from 'react';
import { Icon } from './Icon.tsx';
import styles from './SearchInput.module.css';

export interface SearchInputProps {
  /** What is searched; its accessible name and placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A field that narrows a list; Escape empties it. */
export function SearchInput({ label, value, onChange, ref }: SearchInputProps): JSX.Element {
  return (
    <span className={styles.search}>
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return;
          event.preventDefault();
          onChange('');
        }}
      />
    </span>
  );
}
