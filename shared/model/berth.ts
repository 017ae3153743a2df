import type { Colour } from './colour.ts';

/** The containers of one colour. */
export interface Moored {
  /** The deployment that created them. */
  readonly deployment: string;
  readonly state: 'serving' | 'warm' | 'stopped';
  /** warm: when it is to be drained and stopped, milliseconds since 1970. */
  readonly warmUntil?: number;
}

/** A placement on one host: what was last recorded of it. */
export interface Berth {
  readonly app: string;
  readonly environment: string;
  /** Host id. */
  readonly host: string;
  /** The colour that serves; undefined before the first deployment was good. */
  readonly active?: Colour;
  /** The deployment whose release and configuration serve (a rollback serves with the containers of an earlier one). */
  readonly activeDeployment?: string;
  readonly blue?: Moored;
  readonly green?: Moored;
  /** Which block of addresses of the environment's network is this berth's; 1 and up. */
  readonly slot: number;
  /** Set by a rollback, cleared by the next deploy: nothing automatic promotes into the placement meanwhile. */
  readonly held: boolean;
}
