import { useId, type JSX, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import styles from './Field.module.css';

/** What a control inside a Field has to carry. */
export interface FieldWiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

export interface FieldTexts {
  readonly label: string;
  /** What to enter, or what it is for. */
  readonly hint?: ReactNode;
  /** What is wrong with what was entered, and what would be right. */
  readonly error?: string | undefined;
}

export interface FieldProps extends FieldTexts {
  readonly children: (wiring: FieldWiring) => ReactNode;
}

/** Label, hint and error of a control. TextInput and Select have theirs already. */
export function Field({ label, hint, error, children }: FieldProps): JSX.Element {
  const id = useId();
  const described = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(
    Boolean,
  );
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={styles.error} role="alert">
          <Icon name="triangle" size={12} />
          {error}
        </span>
      )}
    </div>
  );
}
