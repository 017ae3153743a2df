import { useEffect } from 'react';
import type { EngineSearch } from '../../../shared/model/host-views.ts';
import { useHouse } from '../../store/use-house.ts';
import { useQuery, type Query } from '../../store/use-query.ts';

/** Somebody who starts an engine meanwhile need not press anything. */
const LOOK_AGAIN_MS = 4000;

export interface FoundEngine {
  readonly endpoint: string;
  readonly from: string;
  readonly engine: NonNullable<EngineSearch['tried'][number]['engine']>;
}

export interface EngineInSight {
  readonly search: Query<EngineSearch>;
  /** There is a host already: nothing has to be found. */
  readonly registered: boolean;
  /** The first that answered. */
  readonly found: FoundEngine | undefined;
}

/** Looks for engines while none is registered, again and again until one answers; with `wanted`, in any case. */
export function useEngineSearch(wanted: boolean): EngineInSight {
  const registered = useHouse((state) => state.hosts.length > 0);
  const search = useQuery('hosts.search', {}, { when: wanted || !registered });
  const found = search.value?.tried.flatMap(asFound)[0];
  const { loading, reload } = search;
  const waits = !registered && !loading && found === undefined;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(reload, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [waits, reload]);
  return { search, registered, found };
}

export function asFound({ endpoint, from, engine }: EngineSearch['tried'][number]): readonly FoundEngine[] {
  return engine === undefined ? [] : [{ endpoint, from, engine }];
}
