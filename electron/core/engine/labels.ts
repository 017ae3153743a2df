/** Everything that Twinberth makes on an engine carries these, and code finds things by them, never by name. */
export const LABEL = {
  /** Version of this label scheme: `1`. Its presence is what makes a thing ours. */
  version: 'dev.twinberth.version',
  /** user@machine that made it. */
  owner: 'dev.twinberth.owner',
  app: 'dev.twinberth.app',
  env: 'dev.twinberth.env',
  host: 'dev.twinberth.host',
  /** `edge`, `replica`, `lock`, `test`, `network`, `volume`, `image`. */
  role: 'dev.twinberth.role',
  colour: 'dev.twinberth.colour',
  replica: 'dev.twinberth.replica',
  deployment: 'dev.twinberth.deployment',
  release: 'dev.twinberth.release',
  specHash: 'dev.twinberth.spec-hash',
  /** On a replica: what the history knows of its deployment, as JSON; see core/history/replica-record.ts. */
  record: 'dev.twinberth.record',
  /** On an image and a test container: the build that made it, so that what came to nothing can be found. */
  build: 'dev.twinberth.build',
  /** On an image: sha256 of everything that went into it. */
  inputHash: 'dev.twinberth.input-hash',
  /** Set from TWINBERTH_RUN: marks what a test run or a demo made, so that it can be removed again. */
  run: 'dev.twinberth.run',
} as const;

export const LABEL_VERSION = '1';

/** Labels that a thing must have, by name; `true` where the value does not matter. */
export type LabelsAsked = Readonly<Record<string, string | true>>;
