import { LABEL } from '../../electron/core/engine/labels.ts';
import type { Workshop } from './workshop.ts';

/** Sees how many replicas of the app run at the same time in an environment, at most; an engine that is away is asked again. */
export function watchTogether({ engine, app }: Workshop, environment: string): { stop(): Promise<number> } {
  const labels = { [LABEL.app]: app, [LABEL.env]: environment, [LABEL.role]: 'replica' };
  let most = 0;
  const stopping = new AbortController();
  const watch = (async () => {
    while (!stopping.signal.aborted) {
      const all = await engine.containers.list(labels).catch(() => []);
      most = Math.max(most, all.filter((container) => container.state === 'running').length);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await watch;
      return most;
    },
  };
}
