import { isTrouble } from '../../shared/model/health-views.ts';
import type { HostView } from '../../shared/model/house.ts';
import { useHouseShallow } from './use-house.ts';

/** What the rail says beside its places. */
export interface Rail {
  readonly apps: number;
  /** Placements that do not serve as they should. */
  readonly failing: number;
  /** Placements with drift. */
  readonly drifted: number;
  readonly unread: number;
  readonly watching: number;
  readonly hosts: readonly HostView[];
}

/** Undefined until the house is known. */
export function useRail(): Rail | undefined {
  return useHouseShallow((state) => {
    if (state.link.state === 'connecting' || state.link.state === 'failed') return undefined;
    const placements = Object.values(state.placements);
    return {
      apps: state.apps.length,
      failing: placements.filter(({ health }) => isTrouble(health)).length,
      drifted: placements.filter(({ drift }) => drift !== undefined && drift.count > 0).length,
      unread: state.notices.filter(({ read }) => !read).length,
      watching: placements.filter(({ health }) => health !== 'empty').length,
      hosts: state.hosts,
    };
  });
}
