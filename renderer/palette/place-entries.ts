import type { Route, RouteName } from '../app/router.ts';
import { GO_KEYS } from '../app/listen-for-shortcuts.ts';
import { navigate } from '../app/navigate.ts';
import type { HouseState } from '../store/house-state.ts';
import type { IconName } from '../ui/icon-paths.ts';
import type { PaletteEntry } from './palette-entry.ts';

interface Place {
  readonly to: Route;
  readonly label: string;
  readonly icon: IconName;
  readonly words?: string;
}

const PLACES: readonly Place[] = [
  { to: { name: 'board' }, label: 'Board', icon: 'screen', words: 'home lanes overview' },
  { to: { name: 'apps' }, label: 'Apps', icon: 'box' },
  { to: { name: 'history' }, label: 'History', icon: 'clock', words: 'deployments audit' },
  { to: { name: 'health' }, label: 'Health', icon: 'pulse', words: 'latency errors restarts charts' },
  { to: { name: 'hosts' }, label: 'Hosts', icon: 'host', words: 'engines docker machines disk' },
  { to: { name: 'drift' }, label: 'Drift: scan for differences', icon: 'search', words: 'check scan' },
  {
    to: { name: 'space' },
    label: 'Space: what may be removed',
    icon: 'trash',
    words: 'disk storage gc clean',
  },
  { to: { name: 'notices' }, label: 'Notices', icon: 'bell', words: 'notifications' },
  { to: { name: 'settings' }, label: 'Settings', icon: 'sliders', words: 'preferences options' },
  {
    to: { name: 'settings', query: { tab: 'keys' } },
    label: 'Keyboard shortcuts',
    icon: 'keyboard',
    words: 'keys help',
  },
  {
    to: { name: 'settings', query: { tab: 'environment' } },
    label: 'What the environment sets',
    icon: 'sliders',
    words: 'settings variables TWINBERTH_HOME'.toLowerCase(),
  },
  {
    to: { name: 'settings', query: { tab: 'doctor' } },
    label: 'Doctor: check everything',
    icon: 'pulse',
    words: 'problems fix repair diagnose',
  },
  { to: { name: 'onboarding' }, label: 'Add app', icon: 'plus', words: 'new create folder dockerfile' },
  { to: { name: 'hosts', query: { add: 'host' } }, label: 'Add host', icon: 'plus', words: 'new engine ssh' },
];

/** Places come before actions that fit as well. */
const PLACE_WEIGHT = 12;

/** Every place that has a name of its own, every app and every host. */
export function placeEntries({ apps, hosts }: HouseState): readonly PaletteEntry[] {
  return [
    ...PLACES.map(({ to, label, icon, words }): PaletteEntry => {
      const keys = to.query === undefined ? keysOf(to.name) : undefined;
      return {
        id: `go ${label}`,
        label,
        icon,
        weight: PLACE_WEIGHT,
        ...(words === undefined ? {} : { words }),
        ...(keys === undefined ? {} : { keys }),
        act: () => navigate(to),
      };
    }),
    ...apps.map(({ name, newest }): PaletteEntry => ({
      id: `app ${name}`,
      label: name,
      detail: newest === undefined ? 'app, no release yet' : `app, newest v${newest}`,
      icon: 'box',
      words: 'app releases builds configuration',
      weight: PLACE_WEIGHT,
      act: () => navigate({ name: 'app', app: name }),
    })),
    ...hosts.map(({ name, state }): PaletteEntry => ({
      id: `host ${name}`,
      label: `Host ${name}`,
      detail: state === 'away' ? 'does not answer' : '',
      icon: 'host',
      words: 'engine machine',
      act: () => navigate({ name: 'hosts' }),
    })),
  ];
}

function keysOf(name: RouteName): string | undefined {
  const key = Object.entries(GO_KEYS).find(([, route]) => route.name === name)?.[0];
  return key === undefined ? undefined : `g ${key}`;
}
