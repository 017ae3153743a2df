import type { HealthChange } from '../../../shared/model/health-views.ts';

/** A berth: `host` is the host's id. */
export interface BerthKey {
  readonly app: string;
  readonly environment: string;
  readonly host: string;
}

/** What changed, of a berth whose `host` is the host's id. */
export type SeenHealthChange = HealthChange;

export interface HealthChangesFilter {
  readonly app?: string;
  readonly environment?: string;
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly limit: number;
}

export interface HealthChangesStore {
  /**
   * Adds what is not there yet: several processes may watch the same placements and see the same. A change is known when the
   * berth's newest one led to the same health, an event when it is there with the same moment. Returns what was added.
   */
  add(changes: readonly SeenHealthChange[]): readonly SeenHealthChange[];
  /** Newest first; hosts by their names (ids, where a host is gone). */
  list(filter: HealthChangesFilter): readonly HealthChange[];
  /** The health that the berth's newest change led to, and when. */
  latest(berth: BerthKey): Pick<HealthChange, 'to' | 'at'> | undefined;
  /** Removes what is older than `before`, and what is more than `most` rows. */
  forget(before: number, most: number): void;
}
