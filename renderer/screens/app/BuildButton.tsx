import type { JSX } from 'react';
import type { AppView } from '../../../shared/model/app-views.ts';
import { navigate } from '../../app/navigate.ts';
import { useCommand } from '../../store/use-command.ts';
import { useHouse } from '../../store/use-house.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { showToast } from '../../ui/show-toast.ts';
import { runningBuild } from './running-build.ts';

export interface BuildButtonProps {
  readonly app: AppView;
  readonly size?: 'medium' | 'small';
  /** Where there is room for what is seldom wanted. */
  readonly options?: boolean;
}

/** Builds the next release and leads to its log. While one is being built, leads there. */
export function BuildButton({ app, size = 'medium', options = false }: BuildButtonProps): JSX.Element {
  const running = useHouse((state) => runningBuild(state, app.name));
  const build = useCommand('releases.build');
  const show = (): void => navigate({ name: 'app', app: app.name, query: { tab: 'builds' } });
  const begin = async (how: { readonly noCache?: boolean; readonly pull?: boolean }): Promise<void> => {
    const reply = await build.run({ app: app.name, ...how });
    if (reply.ok) show();
    else showToast({ tone: 'bad', text: `${app.name} is not being built: ${reply.error.message}` });
  };
  if (running !== undefined)
    return (
      <Button size={size} icon="hammer" onClick={show}>
        Show build
      </Button>
    );
  const wrong = app.problem === undefined ? undefined : 'Its twinberth.yaml cannot be used as it is.';
  return (
    <>
      <Button
        size={size}
        icon="hammer"
        variant={options ? 'primary' : 'default'}
        busy={build.busy}
        unavailable={wrong}
        onClick={() => void begin({})}
      >
        Build v{app.next}
      </Button>
      {options && (
        <Menu
          label="More ways to build"
          entries={[
            {
              label: 'Build without the cache',
              unavailable: wrong,
              onSelect: () => void begin({ noCache: true }),
            },
            {
              label: 'Pull base images anew, then build',
              unavailable: wrong,
              onSelect: () => void begin({ pull: true }),
            },
          ]}
        />
      )}
    </>
  );
}
