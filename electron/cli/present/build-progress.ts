import { assertNever } from '../../../shared/model/assert-never.ts';
import type { TestResult } from '../../../shared/model/release.ts';
import type { BuildStage } from '../../core/core.ts';
import type { Clock } from '../../core/runtime/clock.ts';
import type { BuildProgress } from '../../core/engine/build-progress.ts';
import { countOf, formatBytes } from '../format/format-bytes.ts';
import { formatDuration } from '../format/format-duration.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { LiveArea } from '../terminal/live-area.ts';
import { padText } from '../terminal/measure-text.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import type { ProgressView } from './progress-view.ts';

type BuildStep = Extract<BuildProgress, { kind: 'step' }>;

interface Activity {
  readonly name: string;
  readonly since: number;
  detail?: string;
}

const TIME_COLUMNS = 9;
/** So much of what a step or the test printed is kept to be shown when it fails. */
const KEPT_LINES = 30;

/**
 * A build as it goes on. On a terminal: finished steps stay, what runs turns below them with the last thing it printed.
 * Elsewhere: a line per step and per line of output. What a failing step or test printed is shown either way.
 */
export function showBuildProgress(out: TextOutput, clock: Clock): BuildView {
  const begun = clock.ticks();
  const running = new Map<string, Activity>();
  const printed = new Map<string, string[]>();
  let area: LiveArea | undefined;

  const begin = (id: string, name: string): Activity => {
    const known = running.get(id);
    if (known) return known;
    const activity: Activity = { name: cleanText(name), since: clock.ticks() };
    running.set(id, activity);
    return activity;
  };
  const end = (id: string, sign: string, text: string) => {
    const activity = running.get(id);
    if (!activity) return;
    running.delete(id);
    out.line(activityLine(sign, clock.ticks() - activity.since, text));
  };
  const endEarlier = (...stages: readonly string[]) => {
    for (const stage of stages) {
      const activity = running.get(stage);
      if (activity)
        end(stage, out.symbols.done, `${activity.name} ${out.paint.faint(activity.detail ?? '')}`);
    }
  };
  const output = (id: string, text: string) => {
    const lines = text.replace(/\n$/, '').split('\n').map(cleanText);
    const kept = printed.get(id) ?? [];
    printed.set(id, [...kept, ...lines].slice(-KEPT_LINES));
    const activity = running.get(id);
    const last = lines.findLast((line) => line.trim() !== '');
    if (activity && last !== undefined) activity.detail = last;
    if (!area) for (const line of lines) out.line(`    ${out.paint.faint(out.symbols.quote)} ${line}`);
  };
  const showStep = (step: BuildStep) => {
    const name = cleanText(step.name);
    if (step.state === 'running') {
      begin(step.id, name);
      return;
    }
    running.delete(step.id);
    out.line(stepEnd(out, step, name));
    if (step.state === 'failed' && area) quote(out, printed.get(step.id) ?? []);
  };

  const show = (stage: BuildStage) => {
    switch (stage.stage) {
      case 'hash':
        begin('hash', 'read the context').detail =
          `${countOf(stage.files, 'file')}, ${formatBytes(stage.bytes)}`;
        break;
      case 'build':
        endEarlier('hash');
        showBuild(stage.progress);
        break;
      case 'pull': {
        endEarlier('hash');
        const { text, currentBytes, totalBytes } = stage.progress;
        const bytes =
          currentBytes === undefined ? '' : `${progressBar(out.symbols, currentBytes, totalBytes)}  `;
        begin('pull', 'pull the image').detail = bytes + cleanText(text);
        break;
      }
      case 'test':
        endEarlier('hash', 'sent', 'pull');
        begin('test', 'test in the image');
        output('test', stage.line.text);
        break;
      case 'note':
        out.line(`  ${out.paint.faint(`${out.symbols.dot} ${cleanText(stage.text)}`)}`);
        break;
      default:
        assertNever(stage);
    }
  };
  const showBuild = (progress: BuildProgress) => {
    switch (progress.kind) {
      case 'sent':
        begin('sent', 'send the context').detail = formatBytes(progress.bytes);
        break;
      case 'step':
        endEarlier('sent');
        showStep(progress);
        break;
      case 'bytes':
        begin(progress.id, progress.name).detail = progressBar(out.symbols, progress.current, progress.total);
        break;
      case 'output':
        output(progress.id, progress.text);
        break;
      default:
        assertNever(progress);
    }
  };

  return {
    show: (stage) => {
      if (out.interactive) area ??= out.live((frame) => render(out, running, frame, clock.ticks(), begun));
      show(stage);
      area?.refresh();
    },
    end: (result) => {
      const test = running.get('test');
      if (test && result !== 'failed') endEarlier('test');
      else if (test) {
        end('test', out.paint.bad(out.symbols.failed), out.paint.strong(test.name));
        if (area) quote(out, printed.get('test') ?? []);
      }
      area?.end();
      area = undefined;
    },
  };
}

export interface BuildView extends Omit<ProgressView<BuildStage>, 'end'> {
  /** `test` is how the test ended; while none runs it does not matter. */
  readonly end: (test: TestResult['state']) => void;
}

function render(
  out: TextOutput,
  running: ReadonlyMap<string, Activity>,
  frame: number,
  now: number,
  begun: number,
): readonly string[] {
  const { paint, symbols } = out;
  const sign = paint.accent(symbols.spinner[frame % symbols.spinner.length] ?? symbols.running);
  const lines = [...running.values()].flatMap((activity) => [
    activityLine(sign, now - activity.since, paint.strong(activity.name)),
    ...(activity.detail === undefined
      ? []
      : [`${' '.repeat(TIME_COLUMNS + 6)}${paint.faint(activity.detail)}`]),
  ]);
  return [...lines, paint.faint(`  ${formatDuration(now - begun)} ${symbols.dot} Ctrl-C stops it`)];
}

function stepEnd({ paint, symbols }: TextOutput, step: BuildStep, name: string): string {
  switch (step.state) {
    case 'cached':
      return `  ${symbols.done} ${paint.faint(padText('cached', TIME_COLUMNS, 'right'))}  ${name}`;
    case 'failed':
      return activityLine(paint.bad(symbols.failed), step.durationMs, paint.strong(name));
    case 'done':
    case 'running':
      return activityLine(symbols.done, step.durationMs, name);
    default:
      return assertNever(step.state);
  }
}

function activityLine(sign: string, ms: number | undefined, text: string): string {
  const time = ms === undefined ? '' : formatDuration(ms);
  return `  ${sign} ${padText(time, TIME_COLUMNS, 'right')}  ${text}`.trimEnd();
}

function quote(out: TextOutput, lines: readonly string[]): void {
  for (const line of lines) out.line(`    ${out.paint.faint(out.symbols.quote)} ${line}`);
}
