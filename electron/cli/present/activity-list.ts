import type { Clock } from '../../core/runtime/clock.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import type { LiveArea } from '../terminal/live-area.ts';
import { padText } from '../terminal/measure-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';

const TIME_COLUMNS = 9;
const TEXT_INDENT = TIME_COLUMNS + 6;

interface Activity {
  readonly name: string;
  readonly since: number;
  detail?: string;
}

/** Things that go on side by side. On a terminal they turn at its end until they are over and become lines. */
export interface ActivityList {
  readonly live: () => boolean;
  /** Begins one, unless it is under way. */
  readonly begin: (id: string, name: string) => void;
  /** What is shown below its name. */
  readonly detail: (id: string, text: string) => void;
  /** Ends those that are under way, well, each with its last detail if that is worth keeping. */
  readonly finish: (ids: readonly string[], options?: { readonly keepDetail?: boolean }) => void;
  /** Ends one with a line; `time` is its duration, in milliseconds, or a word for it. */
  readonly end: (id: string, sign: string, time: number | string | undefined, text: string) => void;
  readonly close: () => void;
}

export function createActivityList(out: TextOutput, clock: Clock, hint: string): ActivityList {
  const begun = clock.ticks();
  const running = new Map<string, Activity>();
  const { paint, symbols } = out;
  let area: LiveArea | undefined;

  const render = (frame: number): readonly string[] => {
    const sign = paint.accent(symbols.spinner[frame % symbols.spinner.length] ?? symbols.running);
    const now = clock.ticks();
    const lines = [...running.values()].flatMap(({ name, since, detail }) => [
      activityLine(sign, now - since, paint.strong(name)),
      ...(detail === undefined ? [] : [' '.repeat(TEXT_INDENT) + paint.faint(detail)]),
    ]);
    return [...lines, paint.faint(`  ${formatDuration(now - begun)} ${symbols.dot} ${hint}`)];
  };
  const changed = () => {
    if (!out.interactive) return;
    area ??= out.live(render);
    area.refresh();
  };
  const end: ActivityList['end'] = (id, sign, time, text) => {
    running.delete(id);
    out.line(activityLine(sign, time, text), TEXT_INDENT);
    changed();
  };

  return {
    live: () => area !== undefined,
    begin: (id, name) => {
      if (running.has(id)) return;
      running.set(id, { name, since: clock.ticks() });
      changed();
    },
    detail: (id, text) => {
      const activity = running.get(id);
      if (activity) activity.detail = text;
      changed();
    },
    finish: (ids, options = {}) => {
      for (const id of ids) {
        const activity = running.get(id);
        if (!activity) continue;
        const detail = options.keepDetail === false ? '' : (activity.detail ?? '');
        const text = detail === '' ? activity.name : `${activity.name}  ${paint.faint(detail)}`;
        end(id, symbols.done, clock.ticks() - activity.since, text);
      }
    },
    end,
    close: () => {
      area?.end();
      area = undefined;
    },
  };
}

function activityLine(sign: string, time: number | string | undefined, text: string): string {
  const shown = typeof time === 'number' ? formatDuration(time) : (time ?? '');
  return `  ${sign} ${padText(shown, TIME_COLUMNS, 'right')}  ${text}`.trimEnd();
}
