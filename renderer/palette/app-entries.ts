import { navigate } from '../app/navigate.ts';
import { showToast } from '../ui/show-toast.ts';
import type { HouseState } from '../store/house-state.ts';
import type { PaletteEntry, PaletteHands } from './palette-entry.ts';

/** Building and looking back. A build changes nothing that runs, so it begins at once; its log shows it, and the way to cancel. */
export function appEntries({ apps, operations }: HouseState): readonly PaletteEntry[] {
  const running = Object.values(operations).filter(({ state }) => state === 'running');
  const building = new Set(running.filter(({ kind }) => kind === 'build').map(({ app }) => app));
  return [
    ...apps.flatMap(({ name, next }): readonly PaletteEntry[] => [
      building.has(name)
        ? {
            id: `build ${name}`,
            label: `Show the build of ${name}`,
            icon: 'hammer',
            words: 'log',
            act: () => showBuild(name),
          }
        : {
            id: `build ${name}`,
            label: `Build ${name} v${next}`,
            icon: 'hammer',
            words: 'make release image',
            weight: 4,
            act: (hands) => void build(hands, name),
          },
      {
        id: `history ${name}`,
        label: `History of ${name}`,
        icon: 'clock',
        words: 'deployments',
        act: () => navigate({ name: 'history', query: { app: name } }),
      },
    ]),
    ...running
      .filter(({ cancellable }) => cancellable)
      .map(({ id, title, text }): PaletteEntry => ({
        id: `cancel ${id}`,
        label: `Cancel: ${title}`,
        detail: text,
        icon: 'stop',
        words: 'stop abort',
        act: (hands) => void cancel(hands, id),
      })),
  ];
}

async function build({ bridge }: PaletteHands, app: string): Promise<void> {
  const reply = await bridge.call('releases.build', { app });
  if (reply.ok) showBuild(app);
  else showToast({ tone: 'bad', text: `${app} is not being built: ${reply.error.message}` });
}

function showBuild(app: string): void {
  navigate({ name: 'app', app, query: { tab: 'builds' } });
}

async function cancel({ bridge }: PaletteHands, operation: string): Promise<void> {
  const reply = await bridge.call('operations.cancel', { operation });
  if (!reply.ok) showToast({ tone: 'bad', text: `It was not cancelled: ${reply.error.message}` });
}
