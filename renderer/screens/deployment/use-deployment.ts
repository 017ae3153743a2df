import type { DeploymentDetail } from '../../../shared/model/deployment-views.ts';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { useHouse } from '../../store/use-house.ts';
import { useQuery, type Query } from '../../store/use-query.ts';

export interface DeploymentInSight {
  readonly query: Query<DeploymentDetail>;
  /** While it runs or bakes. */
  readonly live: LiveDeployment | undefined;
  /** What is recorded, with what is known of it since. */
  readonly detail: DeploymentDetail | undefined;
}

/** A deployment as it is recorded; while it is under way, with the steps that it takes. */
export function useDeployment(id: string): DeploymentInSight {
  const live = useHouse((state) => Object.values(state.live).find(({ deployment }) => deployment.id === id));
  const ended = useHouse((state) =>
    Object.values(state.ended).find(({ deployment }) => deployment.id === id),
  );
  const query = useQuery(
    'deployments.get',
    { id },
    { followHistory: true, version: `${live?.deployment.state} ${ended?.deployment.state}` },
  );
  const { value } = query;
  const detail =
    value === undefined || live === undefined
      ? value
      : { ...value, deployment: { ...value.deployment, ...live.deployment }, steps: live.steps };
  return { query, live, detail };
}
