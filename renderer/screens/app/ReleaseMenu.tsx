import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuEntry } from '../../ui/MenuList.tsx';
import { navigate } from '../../app/navigate.ts';
import type { ReleaseAsk } from './release-ask.ts';
import { usePin } from './use-pin.ts';

export interface ReleaseMenuProps {
  readonly app: AppView;
  readonly view: ReleaseView;
  /** Version of the release before it. */
  readonly previous: number | undefined;
  readonly onAsk: (ask: ReleaseAsk) => void;
  readonly onShow: (version: number) => void;
  /** Something about the release became another. */
  readonly onChanged: () => void;
}

/** Everything that can be done with a release. */
export function ReleaseMenu({
  app,
  view,
  previous,
  onAsk,
  onShow,
  onChanged,
}: ReleaseMenuProps): JSX.Element {
  const { version, withdrawnAt } = view.release;
  const pin = usePin(app.name, onChanged);
  const gone = withdrawnAt === undefined ? undefined : 'It was withdrawn.';
  const entries: MenuEntry[] = [
    { label: 'Show details', icon: 'info', onSelect: () => onShow(version) },
    'separator',
    ...app.environments.map((environment) => ({
      label: `Deploy to ${environment}…`,
      icon: 'arrowRight' as const,
      unavailable: gone,
      onSelect: () => onAsk({ kind: 'deploy', version, environment }),
    })),
    {
      label: 'Approve for an environment…',
      icon: 'check',
      unavailable: gone,
      onSelect: () => onAsk({ kind: 'approve', version }),
    },
    'separator',
    {
      label: previous === undefined ? 'Compare with the one before' : `Compare with v${previous}`,
      icon: 'compare',
      unavailable: previous === undefined ? 'It is the first one.' : undefined,
      onSelect: () =>
        previous !== undefined && navigate({ name: 'releases', app: app.name, from: previous, to: version }),
    },
    view.pinned === undefined
      ? { label: 'Pin, so that it is never cleaned up', icon: 'pin', onSelect: () => pin(version, true) }
      : { label: 'Unpin', icon: 'pin', onSelect: () => pin(version, false) },
    'separator',
    {
      label: 'Withdraw…',
      icon: 'trash',
      destructive: true,
      unavailable: gone,
      onSelect: () => onAsk({ kind: 'withdraw', version }),
    },
  ];
  return <Menu label={`Actions for ${app.name} v${version}`} entries={entries} size="small" />;
}
