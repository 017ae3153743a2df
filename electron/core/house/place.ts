import type { Host } from '../../../shared/model/host.ts';
import { placementKey } from '../../../shared/model/house.ts';

/** An app in an environment on a host, whether or not anything is there. */
export interface Place {
  /** `placementKey`. */
  readonly key: string;
  readonly app: string;
  readonly environment: string;
  readonly host: Host;
}

export function placeOf(app: string, environment: string, host: Host): Place {
  return { key: placementKey({ app, environment, host: host.name }), app, environment, host };
}
