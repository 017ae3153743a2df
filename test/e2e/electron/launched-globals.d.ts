import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { ObservedDesktop } from '../../support/electron/observed-desktop.ts';

/* What functions find that a test hands to the launched app, to be run there. */
declare global {
  /** In the page: put there by the preload. */
  interface Window {
    readonly twinberth: Bridge;
  }
  /** In the main process: put there by `observe-desktop.cjs`. */
  var desktop: ObservedDesktop;
}
