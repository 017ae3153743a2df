import type { SeenContainer } from './found-drift.ts';

/** Where something is mounted in a container: mounts and tmpfs. */
export function mountedIn({ state, setup }: SeenContainer): readonly string[] {
  return [
    ...state.mounts.map(({ target }) => target),
    ...setup.tmpfs.map((entry) => entry.split(':', 1)[0] ?? ''),
  ];
}
