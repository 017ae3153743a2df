import { useBridge } from '../../store/use-house.ts';
import { showToast } from '../../ui/show-toast.ts';

/** Keeps a release from being cleaned up, or lets it go again. */
export function usePin(app: string, onDone: () => void): (version: number, pinned: boolean) => void {
  const bridge = useBridge();
  return (version, pinned) => {
    const name = pinned ? 'releases.pin' : 'releases.unpin';
    void bridge.call(name, { app, version }).then((reply) => {
      if (reply.ok) {
        onDone();
        showToast({
          tone: 'quiet',
          text: pinned ? `${app} v${version} is kept until it is unpinned` : `${app} v${version} is unpinned`,
        });
      } else showToast({ tone: 'bad', text: reply.error.message });
    });
  };
}
