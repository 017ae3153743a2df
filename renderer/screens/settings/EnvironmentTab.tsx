import { useState, type JSX } from 'react';
import type { SettingView } from '../../../shared/model/preferences.ts';
import { useQuery } from '../../store/use-query.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { SearchInput } from '../../ui/SearchInput.tsx';
import { Table } from '../../ui/Table.tsx';
import type { Column } from '../../ui/table-column.ts';
import styles from './EnvironmentTab.module.css';

/** What is shorter is typed sooner than copied. */
const WORTH_COPYING = 12;

const COLUMNS: readonly Column<SettingView>[] = [
  { key: 'name', head: 'Setting', cell: ({ name }) => <code>{name}</code> },
  {
    key: 'value',
    head: 'Value',
    cell: ({ name, value }) =>
      value === '' ? (
        <span className={styles.quiet}>not set</span>
      ) : value.length < WORTH_COPYING ? (
        <code>{value}</code>
      ) : (
        <CopyText text={value} what={name} />
      ),
  },
  {
    key: 'from',
    head: 'From',
    cell: ({ from }) =>
      from === 'default' ? <span className={styles.quiet}>default</span> : <Mark tone="accent">{from}</Mark>,
  },
];

/** What is true of this installation and where each value comes from; what is set stands first. */
export function EnvironmentTab(): JSX.Element {
  const { value, error, loading, reload } = useQuery('settings.list', {});
  const [query, setQuery] = useState('');
  if (value === undefined)
    return error === undefined ? (
      <Progress label="Reading the settings" />
    ) : (
      <Problem title="The settings could not be read" problem={error} retrying={loading} onRetry={reload} />
    );
  const wanted = query.trim().toLowerCase();
  const rows = value
    .filter(({ name, value: text, from }) => `${name} ${text} ${from}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(a.from === 'default') - Number(b.from === 'default'));
  const set = value.filter(({ from }) => from !== 'default').length;
  return (
    <Panel
      title="What the environment sets"
      sub={`${set} of ${value.length}; the rest is as shipped`}
      actions={<SearchInput label="Find a setting" value={query} onChange={setQuery} />}
      flush
    >
      {rows.length === 0 ? (
        <p className={styles.none}>No setting is called that.</p>
      ) : (
        <Table label="Settings" columns={COLUMNS} rows={rows} rowKey={({ name }) => name} />
      )}
      <p className={styles.foot}>
        They are read when Twinberth starts: set the variable, then start it again. What an app’s own file
        says goes before them.
      </p>
    </Panel>
  );
}
