import type { ContainerSpec } from '../engine/container-spec.ts';
import type { Difference, Differ, SeenContainer } from './found-drift.ts';

/** Volumes, host folders and tmpfs by their place in the container. What an image's own `VOLUME` made has no name and is not compared. */
export function compareMounts(
  spec: ContainerSpec,
  { state, setup }: SeenContainer,
  differ: Differ,
): readonly Difference[] {
  const wanted = new Map(
    (spec.mounts ?? []).map(({ source, target, readOnly }) => [target, text(source, readOnly)]),
  );
  const there = new Map(
    state.mounts
      .filter(({ type, name, target }) => type !== 'tmpfs' && (!isAnonymous(name) || wanted.has(target)))
      .map(({ type, name, source, target, readOnly }) => [
        target,
        text(type === 'volume' ? (name ?? source) : source, readOnly),
      ]),
  );
  const targets = [...new Set([...wanted.keys(), ...there.keys()])];
  return [
    ...targets.flatMap((target) =>
      differ(
        'mount',
        `mount ${target}`,
        `mount at ${target}`,
        wanted.get(target) ?? 'none',
        there.get(target) ?? 'none',
      ),
    ),
    ...differ('mount', 'tmpfs', 'tmpfs', paths(spec.tmpfs ?? []), paths(setup.tmpfs)),
  ];
}

function text(source: string, readOnly: boolean): string {
  return readOnly ? `${source}, read-only` : source;
}

/** Docker names such volumes with 64 hexadecimal digits. */
export function isAnonymous(name: string | undefined): boolean {
  return name !== undefined && /^[0-9a-f]{64}$/.test(name);
}

/** `/run:size=1m` is mounted at `/run`. */
function paths(tmpfs: readonly string[]): string {
  const found = tmpfs.map((entry) => entry.split(':', 1)[0] ?? '').toSorted();
  return found.length === 0 ? 'none' : found.join(', ');
}
