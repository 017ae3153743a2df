import type { Operation } from '../../../shared/model/operation.ts';
import type { HouseState } from '../../store/house-state.ts';

/** The build of an app that this process performs, while it does. */
export function runningBuild({ operations }: HouseState, app: string): Operation | undefined {
  return Object.values(operations).find(
    (operation) => operation.kind === 'build' && operation.app === app && operation.state === 'running',
  );
}

/** The build of an app that began last, running or over, as long as it is known. */
export function latestBuild({ operations }: HouseState, app: string): Operation | undefined {
  return Object.values(operations)
    .filter((operation) => operation.kind === 'build' && operation.app === app)
    .sort((a, b) => b.startedAt - a.startedAt)[0];
}
