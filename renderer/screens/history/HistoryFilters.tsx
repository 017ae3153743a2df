import { useId, useState, type JSX } from 'react';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, type SelectOption } from '../../ui/Select.tsx';
import { EVERYTHING, isEverything, type HistoryChoice } from './history-address.ts';
import { KIND_WORDS, RESULTS, SPANS } from './history-choices.ts';
import styles from './HistoryFilters.module.css';

export interface HistoryFiltersProps {
  readonly choice: HistoryChoice;
  readonly onChange: (choice: HistoryChoice) => void;
  /** Names that are offered for the person. */
  readonly people: readonly string[];
}

/** What of history is wanted. Each change counts at once. */
export function HistoryFilters({ choice, onChange, people }: HistoryFiltersProps): JSX.Element {
  const apps = useHouse((state) => state.apps);
  const lanes = useHouse((state) => state.lanes);
  const set = (change: Partial<HistoryChoice>): void => onChange({ ...choice, ...change });
  return (
    <div className={styles.bar} role="search" aria-label="Filter history">
      <Select
        compact
        label="App"
        value={choice.app}
        options={withAll('all apps', apps.map(byName), choice.app)}
        onChange={(app) => set({ app })}
      />
      <Select
        compact
        label="Environment"
        value={choice.environment}
        options={withAll('all environments', lanes.map(byName), choice.environment)}
        onChange={(environment) => set({ environment })}
      />
      <Select
        compact
        label="Kind"
        value={choice.kind}
        options={[{ value: '', label: 'all kinds' }, ...KINDS]}
        onChange={(kind) => set({ kind })}
      />
      <Select
        compact
        label="Result"
        value={choice.result}
        options={withAll('all results', labelled(RESULTS), choice.result)}
        onChange={(result) => set({ result })}
      />
      <Person key={choice.by} by={choice.by} people={people} onChange={(by) => set({ by })} />
      <Select
        compact
        label="Time"
        value={choice.time}
        options={[...withAll('any time', labelled(SPANS), ''), { value: 'exact', label: 'exact times…' }]}
        onChange={(time) => set({ time })}
      />
      {choice.time === 'exact' && <ExactTimes choice={choice} onChange={set} />}
      {!isEverything(choice) && (
        <Button variant="quiet" size="small" icon="cross" onClick={() => onChange(EVERYTHING)}>
          Clear
        </Button>
      )}
    </div>
  );
}

/** Only what was typed to its end is asked for: on Enter, or when the field is left. */
function Person({
  by,
  people,
  onChange,
}: {
  readonly by: string;
  readonly people: readonly string[];
  readonly onChange: (by: string) => void;
}): JSX.Element {
  const [text, setText] = useState(by);
  const list = useId();
  const send = (): void => {
    if (text.trim() !== by) onChange(text.trim());
  };
  return (
    <>
      <input
        className={styles.person}
        aria-label="Person"
        placeholder="by anybody"
        list={list}
        maxLength={255}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (people.includes(event.target.value)) onChange(event.target.value);
        }}
        onBlur={send}
        onKeyDown={(event) => {
          if (event.key === 'Enter') send();
        }}
      />
      <datalist id={list}>
        {people.map((person) => (
          <option key={person} value={person} />
        ))}
      </datalist>
    </>
  );
}

function ExactTimes({
  choice: { since, until },
  onChange,
}: {
  readonly choice: HistoryChoice;
  readonly onChange: (change: Partial<HistoryChoice>) => void;
}): JSX.Element {
  const reversed = since !== '' && until !== '' && since > until;
  return (
    <span className={styles.times}>
      <input
        type="datetime-local"
        className={styles.time}
        aria-label="From"
        value={since}
        onChange={(event) => onChange({ since: event.target.value })}
      />
      <span aria-hidden>–</span>
      <input
        type="datetime-local"
        className={styles.time}
        aria-label="Until"
        aria-invalid={reversed || undefined}
        value={until}
        onChange={(event) => onChange({ until: event.target.value })}
      />
      {reversed && (
        <span className={styles.wrong} role="alert">
          ends before it begins
        </span>
      )}
    </span>
  );
}

const KINDS = Object.entries(KIND_WORDS).map(([value, label]) => ({
  value: value as keyof typeof KIND_WORDS,
  label,
}));

const byName = ({ name }: { readonly name: string }): SelectOption<string> => ({ value: name, label: name });

function labelled(choices: Readonly<Record<string, { readonly label: string }>>): SelectOption<string>[] {
  return Object.entries(choices).map(([value, { label }]) => ({ value, label }));
}

/** What is chosen is offered also when it is not there any more: a link may name an app that was removed. */
function withAll(
  all: string,
  options: readonly SelectOption<string>[],
  chosen: string,
): readonly SelectOption<string>[] {
  const gone = chosen !== '' && !options.some(({ value }) => value === chosen);
  return [
    { value: '', label: all },
    ...options,
    ...(gone ? [{ value: chosen, label: `${chosen} (removed)` }] : []),
  ];
}
