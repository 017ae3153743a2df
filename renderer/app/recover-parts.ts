const KEY = 'twinberth.reloaded-at';
/** A server that is gone, or lacks a part, is not asked again and again. */
const AT_MOST_EVERY_MS = 15_000;

/**
 * Loads the page anew when a part of the interface could not be fetched. A browser breaks off what it is loading whenever a
 * network of its machine comes or goes, as happens when containers start, and never asks for that part again. Nothing is lost:
 * where one is stands in the address, and what runs does not run here.
 */
export function recoverParts(): void {
  window.addEventListener('vite:preloadError', () => {
    const now = Date.now();
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < AT_MOST_EVERY_MS) return;
    sessionStorage.setItem(KEY, String(now));
    window.location.reload();
  });
}
