import { useId, type JSX, type ReactNode } from 'react';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** What changes with it. */
  readonly hint?: ReactNode;
}

/** Something that is on or off at once; what only counts when a form is sent is a Checkbox. */
export function Switch({ label, on, onChange, hint }: SwitchProps): JSX.Element {
  const id = useId();
  return (
    <div className={styles.row}>
      <button
        type="button"
        id={id}
        role="switch"
        className={styles.track}
        aria-checked={on}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onClick={() => onChange(!on)}
      />
      <label id={`${id}-label`} htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
