import { fetchPart } from './fetch-part.ts';

/** What a part that did not arrive needs of the page. */
export interface Renewal {
  /** Whether the page would come back: what it comes from answers. */
  readonly answers: () => Promise<boolean>;
  readonly reload: () => void;
  /** Where the time of the last renewal is kept, beyond the page. */
  readonly kept: Pick<Storage, 'getItem' | 'setItem'>;
}

const KEY = 'twinberth.renewed';

/** What fails again within this time after the page was renewed is not for want of a new page; milliseconds. */
const ONCE_IN_MS = 30_000;

const OF_THIS_PAGE: Renewal = {
  answers: async () => (await fetch(window.location.pathname, { method: 'HEAD', cache: 'no-store' })).ok,
  reload: () => {
    window.location.reload();
  },
  // Asked for when needed: a browser that keeps nothing throws.
  get kept() {
    return window.sessionStorage;
  },
};

/**
 * Fetches the part of the program that is to be shown now. Chromium up to 150 at least keeps a module, or what a module
 * imports, for lost once it did not arrive, and asks for it no more until there is a new page; so the page is renewed, at
 * the place where its user wants to be. Not while nobody answers, who would leave no page at all, and not twice in a row.
 * Rejects with the reason when the part cannot be had.
 */
export async function needPart<T>(load: () => Promise<T>, renewal: Renewal = OF_THIS_PAGE): Promise<T> {
  try {
    return await fetchPart(load);
  } catch (reason) {
    if (!(await renew(renewal))) throw reason;
    // Until the new page is there, this one goes on waiting for the part.
    return new Promise<never>(() => undefined);
  }
}

async function renew(renewal: Renewal): Promise<boolean> {
  const now = Date.now();
  try {
    const { kept } = renewal;
    if (Math.abs(now - Number(kept.getItem(KEY))) < ONCE_IN_MS || !(await renewal.answers())) return false;
    kept.setItem(KEY, String(now));
  } catch {
    return false;
  }
  renewal.reload();
  return true;
}
