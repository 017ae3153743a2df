import type { Bridge } from '../../shared/contract/bridge.ts';
import type { CallInput } from '../../shared/contract/contract.ts';
import { showToast } from '../ui/show-toast.ts';

/** Keeps what a user chose; the window follows when the core has said that it is kept. A refusal is told. */
export async function setPreferences(bridge: Bridge, change: CallInput<'preferences.set'>): Promise<void> {
  const reply = await bridge.call('preferences.set', change);
  if (!reply.ok) showToast({ tone: 'bad', text: `That was not kept: ${reply.error.message}` });
}
