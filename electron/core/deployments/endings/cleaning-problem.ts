import { Failure } from '../../runtime/failure.ts';

/** A failure after which cleaning up failed, too: the first one is what counts, the second is told beside it. */
export function withCleaningProblem(failure: Failure, cleaning: Failure): Failure {
  return new Failure(
    failure.code,
    `${failure.message} Cleaning up did not succeed either (${cleaning.message}); the next command, or \`twinberth doctor --fix\`, does it.`,
    { ...failure.details, cleaning: cleaning.toReply() },
    { cause: failure },
  );
}
