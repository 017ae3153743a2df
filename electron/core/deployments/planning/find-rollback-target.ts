import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { DeploymentsStore, DeploymentSummary } from '../../db/stores.ts';
import { Failure } from '../../runtime/failure.ts';

/**
 * The deployment whose release and configuration a rollback restores. Without a version it is the good one before the one
 * that serves; rollbacks in a row go further back each time, never forward to what was rolled back. With a version it is
 * the newest good deployment of it, also one that was itself rolled back: that is how a rollback is undone.
 */
export function findRollbackTarget(
  deployments: DeploymentsStore,
  serving: Deployment,
  version?: number,
): Deployment {
  const target =
    version === undefined
      ? findPreviousGood(deployments, serving)
      : newestOfVersion(deployments, serving, version);
  const deployment = target && deployments.get(target.id);
  if (deployment === undefined) {
    const place = `${serving.app} in ${serving.environment}`;
    throw version === undefined
      ? new Failure(
          'rollback.none',
          `There is nothing to roll ${place} back to: ${whyNone(deployments, serving)}`,
        )
      : new Failure(
          'rollback.none',
          `v${version} was never live for ${place}. \`twinberth deploy ${serving.app} ${serving.environment} --release v${version}\` deploys it.`,
        );
  }
  return deployment;
}

type Anchor = Pick<Deployment, 'sequence' | 'restores'>;

/** The good deployment before the one that serves, counted from what a rollback has restored. */
export function findPreviousGood(
  deployments: Pick<DeploymentsStore, 'previousGood'> & { get(id: string): Anchor | undefined },
  serving: Anchor & Pick<Deployment, 'app' | 'environment' | 'host'>,
): DeploymentSummary | undefined {
  const { sequence } = anchorOf(deployments, serving);
  return deployments.previousGood(serving.app, serving.environment, serving.host, sequence);
}

function anchorOf(deployments: { get(id: string): Anchor | undefined }, serving: Anchor): Anchor {
  let anchor = serving;
  while (anchor.restores !== undefined) {
    const restored = deployments.get(anchor.restores);
    if (restored === undefined) break;
    anchor = restored;
  }
  return anchor;
}

/** What was good before, and is nothing to go back to, was withdrawn. */
function whyNone(deployments: DeploymentsStore, serving: Deployment): string {
  const { app, environment, host, version } = serving;
  const [before] = deployments.page(
    { app, environment, host, states: ['live', 'superseded'] },
    { before: anchorOf(deployments, serving).sequence, limit: 1 },
  );
  return before === undefined
    ? `v${version} is the first good deployment there.`
    : `v${before.version}, which was good there before, was withdrawn.`;
}

function newestOfVersion(
  deployments: DeploymentsStore,
  serving: Deployment,
  version: number,
): DeploymentSummary | undefined {
  const filter = {
    app: serving.app,
    environment: serving.environment,
    host: serving.host,
    states: ['live', 'superseded', 'rolled-back'] as const,
  };
  let before: number | undefined;
  for (;;) {
    const page = deployments.page(filter, before === undefined ? { limit: 200 } : { before, limit: 200 });
    const found = page.find((row) => row.version === version && row.id !== serving.id);
    const last = page.at(-1);
    if (found !== undefined || last === undefined) return found;
    before = last.sequence;
  }
}
