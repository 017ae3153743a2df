import type { Core, DeploymentOutcome } from '../../../electron/core/core.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { Act, PlaceName } from '../model/act.ts';

/** An app and the names that the environments have on the engine. */
export interface ActPlace extends Readonly<Record<PlaceName, string>> {
  readonly app: string;
}

/** Does what the act says; what comes of it is as the command says. */
export function performAct(
  core: Core,
  place: ActPlace,
  { kind, into, version }: Act,
  options: { readonly signal?: AbortSignal } = {},
): Promise<DeploymentOutcome> {
  const common = { app: place.app, environment: place[into], ...options };
  const versioned = version === undefined ? common : { ...common, version };
  switch (kind) {
    case 'deploy':
      return core.deployments.deploy(versioned);
    case 'rollback':
      return core.deployments.rollback(versioned);
    case 'heal':
      return core.deployments.heal(common);
    case 'promote':
      return core.deployments.promote({ app: place.app, from: place.dev, to: place[into], ...options });
  }
}

/** What the act would do now. */
export function planAct(core: Core, place: ActPlace, { kind, into, version }: Act): Promise<Plan> {
  const environment = place[into];
  return core.deployments.plan({
    app: place.app,
    environment,
    ...(version === undefined ? {} : { version }),
    ...(kind === 'promote' ? { from: place.dev } : {}),
    ...(kind === 'rollback' ? { rollback: true } : {}),
    ...(kind === 'heal' ? { heal: true } : {}),
  });
}
