import type { JSX } from 'react';
import { Field, type FieldTexts } from './Field.tsx';
import { Icon } from './Icon.tsx';
import styles from './Select.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface SelectProps<Value extends string> extends FieldTexts {
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** In a row of filters: the label is only heard. */
  readonly compact?: boolean;
}

export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  const { label, hint, error, value, options, onChange, compact = false } = props;
  const choose = (chosen: string): void => {
    const option = options.find((one) => one.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  const control = (wiring: object): JSX.Element => (
    <span className={styles.select}>
      <select
        {...wiring}
        className={styles.control}
        value={value}
        onChange={(event) => choose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <span className={styles.chevron}>
        <Icon name="chevronDown" size={13} />
      </span>
    </span>
  );
  if (!compact)
    return (
      <Field label={label} hint={hint} error={error}>
        {control}
      </Field>
    );
  return (
    <label>
      <VisuallyHidden>{label}</VisuallyHidden>
      {control({})}
    </label>
  );
}
