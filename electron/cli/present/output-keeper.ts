import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import type { ActivityList } from './activity-list.ts';

/** So much of what a step printed is kept, to be shown when it fails. */
const KEPT_LINES = 30;

/** What the steps of a build print. */
export interface OutputKeeper {
  readonly add: (id: string, text: string) => void;
  /** Shows the last lines of one, unless they were all shown as they came. */
  readonly quoteIfHidden: (id: string) => void;
}

/** Where lines are redrawn, only the last one of each step is seen; elsewhere every line is printed as it comes. */
export function createOutputKeeper(out: TextOutput, activities: ActivityList): OutputKeeper {
  const kept = new Map<string, readonly string[]>();
  const quote = (line: string) => out.line(`    ${out.paint.faint(out.symbols.quote)} ${line}`);
  return {
    add: (id, text) => {
      const lines = text.replace(/\n$/, '').split('\n').map(cleanText);
      kept.set(id, [...(kept.get(id) ?? []), ...lines].slice(-KEPT_LINES));
      const last = lines.findLast((line) => line.trim() !== '');
      if (last !== undefined) activities.detail(id, last);
      if (!activities.live()) lines.forEach(quote);
    },
    quoteIfHidden: (id) => {
      if (activities.live()) for (const line of kept.get(id) ?? []) quote(line);
    },
  };
}
