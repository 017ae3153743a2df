import type { DriftSeverity } from '../../../shared/model/drift.ts';
import type { DriftPlace } from './seen-drift.ts';

/** What the last look at a placement found, in short. Moments are milliseconds since 1970. */
export interface LastScan {
  /** The deployment whose record was compared. */
  readonly deployment: string;
  readonly checkedAt: number;
  /** How many findings. */
  readonly findings: number;
  readonly worst?: DriftSeverity;
  readonly writes: WriteRecord;
}

/** Whether containers that serve wrote anything outside mounts, as far as looks could tell. */
export interface WriteRecord {
  /** The first look since the last write that saw none. */
  readonly cleanSince?: number;
  /** The last one. */
  readonly cleanUntil?: number;
  /** How many. */
  readonly cleanScans: number;
  /** The last look that saw something written. */
  readonly lastWrite?: number;
}

export interface DriftScansStore {
  get(place: DriftPlace): LastScan | undefined;
  put(place: DriftPlace, scan: LastScan): void;
}
