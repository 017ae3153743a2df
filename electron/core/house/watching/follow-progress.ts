import type { DeploymentProgress } from '../../core.ts';
import type { ProgressFeed } from '../../deployments/progress-feed.ts';
import type { Performed } from '../facts.ts';

/** Notes and counts of a deployment are told this often at most, milliseconds. */
const NOTE_EVERY_MS = 200;

/** What deployments of this process say of themselves, besides what they write down. */
export function followProgress(
  progress: Pick<ProgressFeed, 'subscribe'>,
  told: {
    readonly performed: (deployment: string, change: Performed) => void;
    /** It wrote something down. */
    readonly written: () => void;
  },
): { readonly close: () => void } {
  const waiting = new Map<string, { note?: string; probes?: { sent: number; failed: number } }>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    for (const [deployment, change] of waiting) told.performed(deployment, change);
    waiting.clear();
  };
  const keep = (deployment: string, news: DeploymentProgress): void => {
    const before = waiting.get(deployment) ?? {};
    if (news.kind === 'note' || news.kind === 'bytes')
      waiting.set(deployment, { ...before, note: news.text });
    else if (news.kind === 'probes') {
      const { sent, failed } = news;
      waiting.set(deployment, { ...before, probes: { sent, failed } });
    } else {
      // What was said of one step is not true of the next.
      if (news.kind === 'step') waiting.set(deployment, { ...before, note: '' });
      told.written();
    }
    if (waiting.size > 0) timer ??= setTimeout(tell, NOTE_EVERY_MS);
  };
  const stop = progress.subscribe(keep);
  return {
    close: () => {
      clearTimeout(timer);
      stop();
    },
  };
}
