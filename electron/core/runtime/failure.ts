import type { ErrorCode, ErrorDetails, ErrorReply } from '../../../shared/contract/errors.ts';

/**
 * The one error class of the core. `message` names the thing, the place and the way out, in one or two sentences;
 * `details` holds what a program or a curious person needs besides (JSON values, never secrets).
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly retry: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
    options: { readonly cause?: unknown; readonly retry?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = details;
    this.retry = options.retry ?? false;
  }

  toReply(): ErrorReply {
    return {
      code: this.code,
      message: this.message,
      details: this.details,
      ...(this.retry ? { retry: true } : {}),
    };
  }
}

export function isFailure(error: unknown, ...codes: readonly ErrorCode[]): error is Failure {
  return error instanceof Failure && (codes.length === 0 || codes.includes(error.code));
}

/** Any thrown value as a Failure; what is not one already becomes `internal` and keeps its cause. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Failure('internal', message, {}, { cause: error });
}
