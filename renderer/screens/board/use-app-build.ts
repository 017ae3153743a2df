import type { Operation } from '../../../shared/model/operation.ts';
import { useHouse } from '../../store/use-house.ts';

/** The build of an app that runs, or the last one that ended while the window knew of it, whoever began it. */
export function useAppBuild(app: string): Operation | undefined {
  return useHouse((state) => {
    let newest: Operation | undefined;
    for (const operation of Object.values(state.operations))
      if (
        operation.kind === 'build' &&
        operation.app === app &&
        operation.startedAt >= (newest?.startedAt ?? 0)
      )
        newest = operation;
    return newest;
  });
}
