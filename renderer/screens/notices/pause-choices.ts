const HOUR_MS = 3_600_000;
/** Tomorrow begins when people get up, not at midnight. */
const MORNING_HOUR = 8;

/** How long notifications may be silent. `until`: milliseconds since 1970. */
export interface PauseChoice {
  /** As it ends `Pause notifications …`. */
  readonly label: string;
  readonly until: number;
}

export function pauseChoices(now: number): readonly PauseChoice[] {
  return [
    { label: 'for an hour', until: now + HOUR_MS },
    { label: 'until tomorrow', until: tomorrowMorning(now) },
  ];
}

/** In this machine's time zone; days with 23 and 25 hours end at the same time as others. */
function tomorrowMorning(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, MORNING_HOUR).getTime();
}
