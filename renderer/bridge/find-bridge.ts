import type { Bridge } from '../../shared/contract/bridge.ts';
import { browserWorld } from './browser-world.ts';
import { createWebSocketBridge } from './web-socket-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload of the desktop app. */
    readonly twinberth?: Bridge;
  }
}

/**
 * The way to the core: the preload's in the desktop app, a WebSocket elsewhere. Resolves when the core has said where it runs;
 * while it cannot be reached, goes on trying. A browser without a session is led to the page that says how to get one.
 */
export async function findBridge(): Promise<Bridge> {
  return window.twinberth ?? (await createWebSocketBridge(browserWorld()));
}
