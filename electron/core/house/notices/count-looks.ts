/** Bad looks in a row until a placement counts as failed, and good ones until it has recovered. */
export const FALL = 3;
export const RISE = 2;

/** `neither`: it cannot be told, or is no time to judge; the count goes on where it was. `afresh`: the count begins anew. */
export type Look = 'good' | 'bad' | 'neither' | 'afresh';

/** How often in a row a placement was seen other than it was last told to be. */
export interface LookCount {
  readonly told: 'well' | 'failed';
  readonly against: number;
}

export const UNTOLD: LookCount = { told: 'well', against: 0 };

/** Edge-triggered and damped: something that flaps faster than the counts is told once, or not at all. Pure. */
export function countLook(
  count: LookCount,
  look: Look,
): { readonly count: LookCount; readonly tell?: 'failed' | 'recovered' } {
  if (look === 'neither') return { count };
  const contradicts = look === (count.told === 'well' ? 'bad' : 'good');
  if (look === 'afresh' || !contradicts) return { count: { told: count.told, against: 0 } };
  const against = count.against + 1;
  if (against < (count.told === 'well' ? FALL : RISE)) return { count: { told: count.told, against } };
  return count.told === 'well'
    ? { count: { told: 'failed', against: 0 }, tell: 'failed' }
    : { count: { told: 'well', against: 0 }, tell: 'recovered' };
}
