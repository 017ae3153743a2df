import type { Bridge } from '../../../shared/contract/bridge.ts';
import { showToast } from '../../ui/show-toast.ts';

/** Silence until a moment; null: speak again. A refusal is told. */
export async function pauseNotices(bridge: Bridge, until: number | null): Promise<void> {
  const reply = await bridge.call('notices.pause', { until });
  if (reply.ok) return;
  const what = until === null ? 'resumed' : 'paused';
  showToast({ tone: 'bad', text: `Notifications were not ${what}: ${reply.error.message}` });
}
