import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { PlacementView } from '../../../shared/model/house.ts';
import { showToast } from '../../ui/show-toast.ts';

/** Opens what a placement serves: in the user's browser from the desktop, in another tab from a browser. */
export function openPlacement(bridge: Bridge, placement: PlacementView): void {
  const { app, environment, host, url } = placement;
  if (bridge.platform.kind === 'browser') {
    window.open(url, '_blank', 'noopener,noreferrer');
    return;
  }
  void bridge.call('desktop.openPlacement', { app, environment, host }).then((reply) => {
    if (!reply.ok) showToast({ tone: 'bad', text: reply.error.message });
  });
}
