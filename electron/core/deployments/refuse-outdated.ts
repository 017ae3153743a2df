import type { Deployment } from '../../../shared/model/deployment.ts';
import { versionName } from '../../../shared/model/release.ts';
import { Failure } from '../runtime/failure.ts';

/** Whoever looked at a plan saw what it would replace. Throws `plan.outdated` when another deployment serves by now. */
export function refuseOutdated(
  expected: string | null,
  { app, environment }: { readonly app: string; readonly environment: string },
  serving: Deployment | undefined,
): void {
  const now = serving?.id ?? null;
  if (now === expected) return;
  const serves = serving === undefined ? 'nothing serves' : `${versionName(serving.version)} serves`;
  throw new Failure(
    'plan.outdated',
    `${app} in ${environment} has changed since the plan was shown: by now ${serves} there. Nothing was done; look at the new plan.`,
    { expected, serving: now, ...(serving === undefined ? {} : { by: serving.by, kind: serving.kind }) },
  );
}
