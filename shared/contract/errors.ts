/**
 * Every failure that crosses a boundary (core to CLI, main to renderer) has one of these codes. Code branches on the
 * code, never on the text.
 */
export const ERROR_CODES = [
  'engine.unreachable',
  'engine.version',
  'engine.timeout',
  'engine.cut',
  'engine.failed',
  'permission',
  'image.missing',
  'container.missing',
  'name.taken',
  'port.taken',
  'disk.full',
  'address.exhausted',
  'config.missing',
  'config.invalid',
  'setting.invalid',
  'secret.unresolved',
  'host.unknown',
  'host.taken',
  'host.in-use',
  'app.unknown',
  'app.taken',
  'app.in-use',
  'environment.unknown',
  'environment.taken',
  'environment.in-use',
  'release.unknown',
  'release.none',
  'release.taken',
  'release.test-failed',
  'release.image-gone',
  'deployment.unknown',
  'operation.unknown',
  'context.invalid',
  'build.failed',
  'build.cancelled',
  'pull.failed',
  'tag.taken',
  'identity.mismatch',
  'policy.refused',
  'placement.locked',
  'placement.taken-over',
  'placement.empty',
  'placement.foreign',
  'plan.outdated',
  'rollback.none',
  'ready.failed',
  'switch.failed',
  'bake.failed',
  'edge.failed',
  'history.locked',
  'history.damaged',
  'history.newer',
  'import.invalid',
  'disk.read',
  'usage',
  'interrupted',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Facts that belong to a failure: the engine's own message, a path, a line, who holds a lock. JSON values only. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The shape in which a failure crosses a boundary. `retry` says that the same call may succeed later unchanged. */
export interface ErrorReply {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
  readonly retry?: boolean;
}
