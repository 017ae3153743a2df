import type { JSX } from 'react';
import { useBridge, useHouse } from '../../store/use-house.ts';
import { useQuery } from '../../store/use-query.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { Panel } from '../../ui/Panel.tsx';

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** Which Twinberth this is, for whom it acts, and where its data is. */
export function AboutPanel(): JSX.Element {
  const { platform } = useBridge();
  const owner = useHouse((state) => state.owner);
  const settings = useQuery('settings.list', {});
  const home = settings.value?.find(({ name }) => name === 'home')?.value;
  const facts: Fact[] = [
    { name: 'Version', value: <CopyText text={platform.version} what="version" /> },
    {
      name: 'Shown in',
      value: platform.kind === 'desktop' ? 'the desktop app' : 'a browser, by twinberth serve',
    },
    { name: 'Runs on', value: SYSTEMS[platform.os] ?? platform.os },
    ...(owner === '' ? [] : [{ name: 'Acts as', value: owner }]),
    {
      name: 'Data',
      value:
        home === undefined ? (
          (settings.error?.message ?? 'being read')
        ) : (
          <CopyText text={home} what="data folder" />
        ),
    },
  ];
  return (
    <Panel title="About">
      <Facts facts={facts} />
    </Panel>
  );
}
