import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { secretsOf } from '../apps/resolve-secrets.ts';
import { isFailure } from '../runtime/failure.ts';
import type { DriftDeps } from './drift-deps.ts';

/**
 * What references give now, by variable. A command is not run by the way: it may ask somebody for a password. What cannot be
 * had is left out; whether that matters shows when somebody deploys.
 */
export async function lookUpSecrets(
  { resolveVariables }: Pick<DriftDeps, 'resolveVariables'>,
  app: string,
  config: PlacementConfig,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { variable, reference } of secretsOf(config)) {
    if (reference.startsWith('cmd:')) continue;
    const environment = { [variable]: { secret: reference } };
    try {
      const value = (await resolveVariables(app, { ...config, environment })).get(variable);
      if (value !== undefined) found.set(variable, value);
    } catch (error) {
      if (!isFailure(error, 'secret.unresolved')) throw error;
    }
  }
  return found;
}
