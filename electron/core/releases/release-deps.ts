import type { WorkDeps } from '../work-deps.ts';

/** What releases are made with. Everything that reaches outside this process comes in here. */
export interface ReleaseDeps extends WorkDeps {
  /** The folder with Docker's `config.json`; it need not exist. */
  readonly dockerConfigDir: string;
  /** Where the state of contexts hashed before is kept. */
  readonly contextCachePath: string;
}
