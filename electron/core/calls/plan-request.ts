import type { DeploymentKind } from '../../../shared/model/deployment.ts';
import type { PlanRequest } from '../deployments/planning/plan-request.ts';
import { Failure } from '../runtime/failure.ts';

/** What a caller means to do, as the contract has it. */
export interface CallIntent {
  readonly kind: DeploymentKind;
  readonly app: string;
  readonly environment: string;
  readonly from?: string;
  readonly version?: number;
  readonly override?: string;
}

/** The core's own way to say it. `usage` for what does not go together. */
export function planRequest(intent: CallIntent): PlanRequest {
  const { kind, app, environment, from, version, override } = intent;
  const place = { app, environment };
  const over = override === undefined ? {} : { override };
  const chosen = version === undefined ? {} : { version };
  if (kind !== 'promote' && from !== undefined)
    throw new Failure('usage', `from: belongs to a promotion, and this is a ${kind}.`);
  switch (kind) {
    case 'promote':
      if (from === undefined)
        throw new Failure('usage', 'from: a promotion names the environment that it takes the release from.');
      return { ...place, from, ...chosen, ...over };
    case 'rollback':
      return { ...place, rollback: true, ...chosen, ...over };
    case 'heal':
      if (version !== undefined || override !== undefined)
        throw new Failure(
          'usage',
          'A heal makes anew what serves; it takes neither a version nor an override.',
        );
      return { ...place, heal: true };
    case 'deploy':
      return { ...place, ...chosen, ...over };
  }
}
