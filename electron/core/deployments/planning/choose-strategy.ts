import type { PlacementConfig } from '../../../../shared/model/app-config.ts';
import type { Strategy } from '../../../../shared/model/plan.ts';

/** How a release is swapped in beside what serves, and why so. Pure. */
export function chooseStrategy(
  config: PlacementConfig,
  serving: { readonly config: PlacementConfig } | undefined,
): { readonly strategy: Strategy; readonly why: string } {
  const shared = sharedWritableVolumes(config, serving?.config);
  const named = shared.map((volume) => `\`${volume}\``).join(' and ');
  switch (config.strategy) {
    case 'blue-green':
      return shared.length === 0 || serving === undefined
        ? { strategy: 'blue-green', why: 'asked for in the configuration' }
        : {
            strategy: 'blue-green',
            why: `asked for in the configuration, although both versions will write to ${named} for a while`,
          };
    case 'hold-and-swap':
      return serving === undefined
        ? { strategy: 'blue-green', why: 'nothing serves yet, so there is nothing to hold' }
        : { strategy: 'hold-and-swap', why: 'asked for in the configuration' };
    case 'auto':
      if (serving === undefined) return { strategy: 'blue-green', why: 'nothing serves yet' };
      return shared.length === 0
        ? { strategy: 'blue-green', why: 'both versions can run side by side: they share no writable volume' }
        : {
            strategy: 'hold-and-swap',
            why: `${named} is writable and both versions would use it at once; requests wait while the old one stops and the new one starts`,
          };
  }
}

/** Named volumes and host folders that the old and the new version would both have mounted for writing. */
function sharedWritableVolumes(
  next: PlacementConfig,
  current: PlacementConfig | undefined,
): readonly string[] {
  if (current === undefined) return [];
  const writable = (config: PlacementConfig) =>
    config.volumes.filter((volume) => !volume.readOnly).map((volume) => `${volume.kind}:${volume.source}`);
  const before = new Set(writable(current));
  return [...new Set(writable(next))]
    .filter((key) => before.has(key))
    .map((key) => key.slice(key.indexOf(':') + 1));
}
