import { useState, type JSX } from 'react';
import { Checkbox } from '../../../renderer/ui/Checkbox.tsx';
import { Panel } from '../../../renderer/ui/Panel.tsx';
import { SearchInput } from '../../../renderer/ui/SearchInput.tsx';
import { Select } from '../../../renderer/ui/Select.tsx';
import { Switch } from '../../../renderer/ui/Switch.tsx';
import { TextInput } from '../../../renderer/ui/TextInput.tsx';

export function GalleryForm(): JSX.Element {
  const [name, setName] = useState('nuc-2');
  const [search, setSearch] = useState('');
  const [theme, setTheme] = useState<'light' | 'system'>('system');
  const [on, setOn] = useState(true);
  const themes = [
    { value: 'light', label: 'Light' },
    { value: 'system', label: 'As the system' },
  ] as const;
  return (
    <Panel title="Forms">
      <TextInput label="Name" hint="Small letters, digits and hyphens" value={name} onChange={setName} />
      <TextInput
        label="Endpoint"
        mono
        value="ssh:/nuc-2"
        error="An endpoint begins with ssh://"
        onChange={setName}
      />
      <div className="row">
        <Select label="Theme" value={theme} options={themes} onChange={setTheme} />
        <Select label="Environment" compact value={theme} options={themes} onChange={setTheme} />
        <SearchInput label="Search the history" value={search} onChange={setSearch} />
      </div>
      <Switch label="Start at login" hint="In the tray, without a window" on={on} onChange={setOn} />
      <Switch label="Notify when a deployment has ended" on={!on} onChange={(next) => setOn(!next)} />
      <Checkbox label="Keep the volume" checked={on} onChange={setOn} hint="12 GB" />
    </Panel>
  );
}
