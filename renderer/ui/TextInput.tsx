import type { ComponentPropsWithRef, JSX } from 'react';
import { Field, type FieldTexts } from './Field.tsx';
import { joinClasses } from './join-classes.ts';
import styles from './TextInput.module.css';

export interface TextInputProps
  extends
    FieldTexts,
    Omit<ComponentPropsWithRef<'input'>, 'className' | 'id' | 'value' | 'onChange' | 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** In the monospaced face: paths, images, addresses. */
  readonly mono?: boolean;
}

export function TextInput({
  label,
  hint,
  error,
  value,
  onChange,
  mono = false,
  ...rest
}: TextInputProps): JSX.Element {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...wiring}
          className={joinClasses(styles.input, mono && styles.mono)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
