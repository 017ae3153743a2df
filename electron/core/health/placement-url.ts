import { isIP } from 'node:net';
import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Host } from '../../../shared/model/host.ts';

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Where a placement is reached from this machine; undefined when it is not published. TCP placements get `tcp://`. */
export function placementUrl(config: PlacementConfig, host: Host): string | undefined {
  const { publish, mode } = config;
  if (publish === undefined) return undefined;
  const { address = '0.0.0.0', port } = publish;
  const reached = EVERYWHERE.has(address) ? host.address : address;
  const shown = isIP(reached) === 6 ? `[${reached}]` : reached;
  const usual = mode === 'http' && port === 80;
  return `${mode}://${shown}${usual ? '' : `:${port}`}${mode === 'http' ? '/' : ''}`;
}
