const KEY = 'twinberth.palette.recent';
const MOST = 8;

/** Ids of what was used lately, the last first. */
export function readRecent(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    // A browser that keeps nothing, or somebody else's value: nothing was used lately.
    return [];
  }
}

export function addRecent(id: string): void {
  try {
    const kept = [id, ...readRecent().filter((other) => other !== id)].slice(0, MOST);
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // It is only a convenience.
  }
}
