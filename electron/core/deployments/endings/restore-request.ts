import type { Deployment } from '../../../../shared/model/deployment.ts';
import type { Host } from '../../../../shared/model/host.ts';
import type { EdgeSession } from '../../edge/edge.ts';
import type { Engine } from '../../engine/engine.ts';
import type { DeploymentDeps } from '../deployment-deps.ts';

/** What it takes to bring a placement back to its record. */
export interface RestoreRequest {
  readonly deps: DeploymentDeps;
  readonly engine: Engine;
  readonly host: Host;
  /** The deployment that is to be undone. */
  readonly deployment: Pick<Deployment, 'id' | 'app' | 'environment' | 'host'>;
  readonly session?: EdgeSession;
  /** Told before the edge is replaced by the recorded one, which refuses connections for a moment. */
  readonly announceInterruption?: () => void;
}
