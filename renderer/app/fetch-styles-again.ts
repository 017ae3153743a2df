/** Links in the page whose style sheet did not arrive. One that is still awaited is left alone: whoever awaits it hears it. */
const lost = new Set<HTMLLinkElement>();
/** Settle when a link that was put in the place of a lost one has its style sheet, or has lost it, too. */
const awaited = new Set<Promise<void>>();

// What happens to an element in the page can be heard before it gets there, though it does not bubble.
document.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') lost.add(target);
  },
  true,
);

/**
 * Fetches style sheets of the program's parts that did not arrive, each once at a time. A part's scripts are fetched anew when
 * it is imported again; its style sheets are not, since they are in the page already.
 */
export async function fetchStylesAgain(): Promise<void> {
  for (const link of lost) {
    lost.delete(link);
    if (!link.isConnected) continue;
    const fetched = replaceLink(link);
    awaited.add(fetched);
    void fetched.then(() => awaited.delete(fetched));
  }
  await Promise.all(awaited);
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
