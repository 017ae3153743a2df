import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { HostView, PlacementView } from '../../../shared/model/house.ts';
import type { SeenContainer } from '../health/judge-berth.ts';
import type { EdgeLook } from '../edge/watch-edge.ts';
import type { HouseRecord } from './record/house-record.ts';

/** Everything that was gathered, from which a picture is drawn. Each part is filled in by one watcher. */
export interface Facts {
  record: HouseRecord;
  /** By host id. */
  readonly hosts: ReadonlyMap<string, HostSight>;
  /** By placement key: what its edge last said, or why it said nothing; absent before it was asked. */
  readonly looks: ReadonlyMap<string, EdgeLook | string>;
  /** By app. */
  readonly files: ReadonlyMap<string, AppFile>;
  /** By placement key, with the deployment that was compared. */
  readonly drift: ReadonlyMap<string, DriftMark>;
  /** By deployment id; only those that this process performs. */
  readonly performed: ReadonlyMap<string, Performed>;
}

/** What is known of an engine and what it runs for us. */
export interface HostSight extends Pick<HostView, 'state' | 'since' | 'version' | 'flavour'> {
  readonly problem?: ErrorReply;
  /** What it last said it has, by app and environment as `sightKey` puts them; undefined before it first answered. */
  readonly containers?: ReadonlyMap<string, readonly SeenContainer[]>;
}

export function sightKey(app: string, environment: string): string {
  return `${app}/${environment}`;
}

export interface AppFile {
  readonly config?: AppConfig;
  readonly problem?: ErrorReply;
}

export interface DriftMark {
  readonly mark: NonNullable<PlacementView['drift']>;
  readonly deployment?: string;
}

export interface Performed {
  readonly note?: string;
  readonly probes?: { readonly sent: number; readonly failed: number };
  readonly operation?: string;
}
