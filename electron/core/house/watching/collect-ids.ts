/** So long others are waited for after each id, and at most so long after the first, milliseconds. */
const BURST = { quietMs: 30, ceilingMs: 60 };

/** Gathers ids that come in bursts (one container's end is several events) and gives them away together. */
export function collectIds(
  give: (...ids: readonly string[]) => void,
  { quietMs, ceilingMs } = BURST,
): { readonly add: (...some: readonly string[]) => void; readonly close: () => void } {
  const ids = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const flush = (): void => {
    timer = undefined;
    const collected = [...ids];
    ids.clear();
    give(...collected);
  };
  return {
    add: (...some) => {
      const now = performance.now();
      if (timer === undefined) since = now;
      clearTimeout(timer);
      for (const id of some) ids.add(id);
      timer = setTimeout(flush, Math.max(0, Math.min(quietMs, since + ceilingMs - now)));
    },
    close: () => {
      clearTimeout(timer);
      timer = undefined;
      ids.clear();
    },
  };
}
