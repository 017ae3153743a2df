import type { Colour } from './colour.ts';

/** `info`: worth knowing, nothing to do. `warning`: not what was deployed. `serious`: requests are, or soon will be, lost by it. */
export type DriftSeverity = 'info' | 'warning' | 'serious';

/**
 * missing, extra, state   a container is gone, is one too many, or does not run (or runs) although it should (not)
 * image, variable, mount, port, limit, command, user, network, restart, option   what a container was made with, or what has
 *                         been changed of it since
 * files                   files that differ from the image's
 * tag                     `APP:vN` points to another image, or to none
 * edge, gate, replicas    the edge container, what its gate is open to, the replicas that it knows
 * exec, restarted         somebody ran a command in a container, or restarted it
 * unread                  could not be looked at, and why
 */
export const DRIFT_KINDS = [
  'missing',
  'extra',
  'state',
  'image',
  'variable',
  'mount',
  'port',
  'limit',
  'command',
  'user',
  'network',
  'restart',
  'option',
  'files',
  'tag',
  'edge',
  'gate',
  'replicas',
  'exec',
  'restarted',
  'unread',
] as const;
export type DriftKind = (typeof DRIFT_KINDS)[number];

/** One difference between what was deployed and what is there. Never holds the value of a secret. */
export interface DriftFinding {
  readonly kind: DriftKind;
  /** In one line, for people. */
  readonly what: string;
  readonly severity: DriftSeverity;
  /** Name of the container that it is about. */
  readonly container?: string;
  readonly expected?: string;
  readonly observed?: string;
  /** When it was first seen, or, where that is known, when it happened; milliseconds since 1970. */
  readonly since: number;
  /** What `heal` would do about it. */
  readonly healing: string;
}

/** What a scan found of one placement on one host. */
export interface DriftReport {
  readonly app: string;
  readonly environment: string;
  /** Host name. */
  readonly host: string;
  /**
   * `checked`: looked at; `findings` may be empty. `busy`: somebody is deploying, so what there is will be another in a
   * moment. `unreachable`: the engine did not answer.
   */
  readonly state: 'checked' | 'busy' | 'unreachable';
  /** Why it could not be checked. */
  readonly problem?: string;
  readonly version?: number;
  readonly colour?: Colour;
  /** The deployment whose record was compared. */
  readonly deployment?: string;
  readonly checkedAt: number;
  /** The worst first. */
  readonly findings: readonly DriftFinding[];
}

/** Everything, one app, one environment, or one app there. */
export interface DriftRequest {
  readonly app?: string;
  readonly environment?: string;
}

/** Something that looks over a longer time have shown an app could have in its `twinberth.yaml`. */
export interface DriftProposal {
  readonly app: string;
  readonly key: 'read_only';
  readonly value: true;
  /** The first of the looks that it is concluded from; milliseconds since 1970. */
  readonly since: number;
  /** How many looks there were since, at the placement with the fewest. */
  readonly scans: number;
  /** In one line, for people. */
  readonly why: string;
}

/** What the last look at a placement found. */
export interface DriftMark {
  readonly count: number;
  readonly worst: DriftSeverity;
  readonly checkedAt: number;
}
