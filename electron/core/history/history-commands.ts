import type { Imported } from '../db/imported.ts';

/** What can be done to the history as a whole while it is open. */
export interface HistoryCommands {
  /**
   * Adds what the engines' labels tell and the history does not know, and corrects what it has otherwise than the edges say. With
   * `app`, that app alone.
   */
  rebuild(options?: { readonly app?: string }): Promise<RebuildReport>;
  /** Copies it while it is in use, to an absolute path or among the backups that are kept. `disk.full`, `permission`. */
  backup(target?: string): Promise<BackupFile>;
  /** Everything as JSON (docs/history-format.md), to an absolute path. Resolves with how many bytes it is. `disk.full`, `permission`. */
  exportTo(path: string): Promise<number>;
  /** Adds what an export holds and the history does not, after a backup; all of it or nothing. `import.invalid`, `usage`. */
  importFrom(path: string): Promise<Imported & { readonly backup: BackupFile }>;
}

/** A copy of the history. */
export interface BackupFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
}

/** What a rebuild did, and what it could not find out. */
export interface RebuildReport {
  readonly hosts: readonly RebuiltHost[];
  readonly added: {
    readonly hosts: readonly string[];
    readonly environments: readonly string[];
    readonly apps: readonly string[];
    /** Tags: `web:v3`. */
    readonly releases: readonly string[];
    readonly deployments: readonly RebuiltDeployment[];
  };
  /** Placements that the history had otherwise than they are, in words. */
  readonly corrected: readonly string[];
  /** How many placements the history had as they are. */
  readonly asRecorded: number;
  /** What was left out, and why. */
  readonly skipped: readonly string[];
  /** What labels cannot tell, or what had to be concluded. */
  readonly unknown: readonly string[];
}

export interface RebuiltHost {
  readonly name: string;
  readonly state: 'read' | 'unreachable';
  readonly placements: number;
  readonly reason?: string;
}

export interface RebuiltDeployment {
  readonly id: string;
  readonly app: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
  readonly version: number;
  /** `running`: it was cut off, and is being undone. */
  readonly state: 'live' | 'superseded' | 'rolled-back' | 'running';
}
