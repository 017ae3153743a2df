/** More crashes than this within the time: what is shown there crashes it, and showing it again would never end. */
const MOST = 3;
const WITHIN_MS = 60_000;

/** Decides for each crash, told its time in milliseconds, whether the window simply comes back. */
export function createCrashJudge(): (now: number) => 'revive' | 'ask' {
  let recent: number[] = [];
  return (now) => {
    recent = [...recent.filter((at) => now - at < WITHIN_MS), now];
    if (recent.length <= MOST) return 'revive';
    recent = [];
    return 'ask';
  };
}
