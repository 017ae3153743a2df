/** Times that a part is asked for, and how long it is waited before each time but the first, milliseconds. */
const PAUSES_MS = [0, 300, 1200];

/**
 * Fetches a part of the program, and again when it did not arrive: a browser drops its requests when a network comes or goes
 * on its machine, as it does for every container that is started there. Rejects when it does not arrive in the end.
 */
export async function fetchPart<T>(load: () => Promise<T>): Promise<T> {
  let reason: unknown;
  for (const pause of PAUSES_MS) {
    if (pause > 0) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      await fetchStylesAgain();
    }
    try {
      return await load();
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

/** A part's scripts are fetched anew when it is imported again; its style sheets are not, since they are in the page already. */
async function fetchStylesAgain(): Promise<void> {
  const lost = [...document.head.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].filter(
    ({ sheet }) => sheet === null,
  );
  await Promise.all(lost.map(replaceLink));
}

function replaceLink(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve) => {
    const again = document.createElement('link');
    again.rel = 'stylesheet';
    again.href = link.href;
    for (const event of ['load', 'error'])
      again.addEventListener(event, () => {
        resolve();
      });
    link.replaceWith(again);
  });
}
