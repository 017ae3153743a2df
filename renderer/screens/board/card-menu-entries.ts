import { navigate } from '../../app/navigate.ts';
import type { LaneView, PlacementView } from '../../../shared/model/house.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuEntry } from '../../ui/MenuList.tsx';
import { showToast } from '../../ui/show-toast.ts';
import type { Board } from './board-context.ts';
import type { BoardSheet } from './board-state.ts';
import { openPromotion } from './move-card.ts';
import { openPlacement } from './open-placement.ts';

/** The actions of a card, in the order in which they are wanted. */
export function cardMenuEntries(
  board: Board,
  placement: PlacementView,
  lanes: readonly LaneView[],
): readonly MenuEntry[] {
  const { app, environment, host, version, back, url } = placement;
  const show = (sheet: BoardSheet): void => board.state.setState({ sheet });
  const place = lanes.findIndex(({ name }) => name === environment);
  const later = lanes.slice(place + 1);
  const earlier = lanes.slice(0, Math.max(0, place));
  const promote = (lane: LaneView): MenuEntry => ({
    label: `Promote to ${lane.name}…`,
    icon: 'arrowRight',
    onSelect: () => openPromotion(board, app, environment, lane.name),
  });
  return [
    ...later.map(promote),
    {
      label: 'Deploy a release…',
      icon: 'box',
      onSelect: () => show({ kind: 'plan', intent: { kind: 'deploy', app, environment } }),
    },
    {
      label: back === undefined ? 'Roll back…' : `Roll back to v${back.version}…`,
      icon: 'undo',
      unavailable: back === undefined ? `v${version ?? '?'} is the first good one here` : undefined,
      onSelect: () => show({ kind: 'rollback', app, environment, host }),
    },
    {
      label: 'Heal…',
      icon: 'refresh',
      onSelect: () => show({ kind: 'plan', intent: { kind: 'heal', app, environment } }),
    },
    ...(earlier.length > 0 ? (['separator'] as const) : []),
    ...earlier.map(promote),
    'separator',
    { label: 'Logs', icon: 'logs', onSelect: () => navigate({ name: 'logs', app, environment, host }) },
    { label: 'Health', icon: 'pulse', onSelect: () => navigate({ name: 'health' }) },
    ...deploymentEntry(placement),
    { label: 'App', icon: 'folder', onSelect: () => navigate({ name: 'app', app }) },
    'separator',
    {
      label: 'Open in the browser',
      icon: 'external',
      unavailable: url === undefined ? 'It publishes no port' : undefined,
      onSelect: () => openPlacement(board.bridge, placement),
    },
    {
      label: 'Copy its address',
      icon: 'copy',
      unavailable: url === undefined ? 'It publishes no port' : undefined,
      onSelect: () => void copyAddress(url ?? ''),
    },
  ];
}

function deploymentEntry({ deployment }: PlacementView): readonly MenuEntry[] {
  if (deployment === undefined) return [];
  return [
    {
      label: 'Its deployment',
      icon: 'clock',
      onSelect: () => navigate({ name: 'deployment', id: deployment }),
    },
  ];
}

async function copyAddress(url: string): Promise<void> {
  const copied = await copyText(url);
  showToast({
    tone: copied ? 'quiet' : 'warn',
    text: copied ? `Copied ${url}` : `The browser does not allow copying. The address is ${url}`,
  });
}
