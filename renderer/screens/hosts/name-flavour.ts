import type { EngineFacts } from '../../../shared/model/host-views.ts';

export function nameFlavour(flavour: EngineFacts['flavour']): string {
  return flavour === 'podman' ? 'Podman' : 'Docker';
}
