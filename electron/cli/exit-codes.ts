import type { ErrorCode } from '../../shared/contract/errors.ts';

/** What the process ends with; scripts rely on these. */
export const EXIT = {
  done: 0,
  /** It was tried and failed, or reverted. */
  failed: 1,
  /** The command line, the configuration or a name in it is wrong. */
  usage: 2,
  /** A policy or a failed test forbids it. */
  refused: 3,
  /** The engine does not answer, or may not be used. */
  engine: 4,
  /** Somebody else holds the lock. */
  locked: 5,
  interrupted: 130,
} as const;

const BY_CODE: Partial<Record<ErrorCode, number>> = {
  usage: EXIT.usage,
  'config.missing': EXIT.usage,
  'config.invalid': EXIT.usage,
  'setting.invalid': EXIT.usage,
  'host.unknown': EXIT.usage,
  'host.taken': EXIT.usage,
  'app.unknown': EXIT.usage,
  'app.taken': EXIT.usage,
  'environment.unknown': EXIT.usage,
  'environment.taken': EXIT.usage,
  'release.unknown': EXIT.usage,
  'deployment.unknown': EXIT.usage,
  'import.invalid': EXIT.usage,
  'policy.refused': EXIT.refused,
  'release.test-failed': EXIT.refused,
  'engine.unreachable': EXIT.engine,
  'engine.version': EXIT.engine,
  'engine.timeout': EXIT.engine,
  'engine.cut': EXIT.engine,
  permission: EXIT.engine,
  'placement.locked': EXIT.locked,
  'placement.taken-over': EXIT.locked,
  'history.locked': EXIT.locked,
  interrupted: EXIT.interrupted,
  'build.cancelled': EXIT.interrupted,
};

/** The exit code of a failure that ended a command before, or without, a deployment. */
export function exitCodeOf(code: ErrorCode): number {
  return BY_CODE[code] ?? EXIT.failed;
}
