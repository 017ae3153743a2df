import { assertNever } from '../../../shared/model/assert-never.ts';
import type { TestResult } from '../../../shared/model/release.ts';
import type { BuildStage } from '../../core/core.ts';
import type { BuildProgress } from '../../core/engine/build-progress.ts';
import type { Clock } from '../../core/runtime/clock.ts';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import { countOf } from '../format/format-count.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import { createActivityList, type ActivityList } from './activity-list.ts';
import { createOutputKeeper, type OutputKeeper } from './output-keeper.ts';

export interface BuildView {
  readonly show: (stage: BuildStage) => void;
  /** `test` is how the test ended; while none runs it does not matter. */
  readonly end: (test: TestResult['state']) => void;
}

/**
 * A build as it goes on. On a terminal: finished steps stay, what runs turns below them with the last thing it printed.
 * Elsewhere: a line per step and per line of output. What a failing step or test printed is shown either way.
 */
export function showBuildProgress(out: TextOutput, clock: Clock): BuildView {
  const activities = createActivityList(out, clock, 'Ctrl-C stops it');
  const output = createOutputKeeper(out, activities);
  return {
    show: (stage) => showStage(out, activities, output, stage),
    end: (test) => {
      if (test === 'failed') output.quoteIfHidden('test');
      else activities.finish(['pull', 'test'], { keepDetail: false });
      activities.close();
    },
  };
}

function showStage(out: TextOutput, activities: ActivityList, output: OutputKeeper, stage: BuildStage): void {
  switch (stage.stage) {
    case 'hash':
      activities.begin('hash', 'read the context');
      activities.detail('hash', `${countOf(stage.files, 'file')}, ${formatBytes(stage.bytes)}`);
      break;
    case 'build':
      activities.finish(['hash']);
      activities.finish(['pull'], { keepDetail: false });
      showBuild(out, activities, output, stage.progress);
      break;
    case 'pull': {
      activities.finish(['hash']);
      activities.begin('pull', 'pull the image');
      const { text, currentBytes, totalBytes } = stage.progress;
      const bytes = currentBytes === undefined ? '' : progressBar(out.symbols, currentBytes, totalBytes);
      activities.detail('pull', `${bytes}  ${cleanText(text)}`.trimStart());
      break;
    }
    case 'test':
      activities.finish(['hash', 'sent']);
      activities.finish(['pull'], { keepDetail: false });
      activities.begin('test', 'test in the image');
      output.add('test', stage.line.text);
      break;
    case 'note':
      out.line(`  ${out.paint.faint(`${out.symbols.dot} ${cleanText(stage.text)}`)}`, 4);
      break;
    default:
      assertNever(stage);
  }
}

function showBuild(
  out: TextOutput,
  activities: ActivityList,
  output: OutputKeeper,
  progress: BuildProgress,
): void {
  switch (progress.kind) {
    case 'sent':
      activities.begin('sent', 'send the context');
      activities.detail('sent', formatBytes(progress.bytes));
      break;
    case 'step':
      activities.finish(['sent']);
      showStep(out, activities, output, progress);
      break;
    case 'bytes':
      activities.begin(progress.id, cleanText(progress.name));
      activities.detail(progress.id, progressBar(out.symbols, progress.current, progress.total));
      break;
    case 'output':
      output.add(progress.id, progress.text);
      break;
    default:
      assertNever(progress);
  }
}

function showStep(
  { paint, symbols }: TextOutput,
  activities: ActivityList,
  output: OutputKeeper,
  step: Extract<BuildProgress, { kind: 'step' }>,
): void {
  const name = cleanText(step.name);
  switch (step.state) {
    case 'running':
      activities.begin(step.id, name);
      break;
    case 'done':
      activities.end(step.id, symbols.done, step.durationMs, name);
      break;
    case 'cached':
      activities.end(step.id, symbols.done, 'cached', name);
      break;
    case 'failed':
      activities.end(step.id, paint.bad(symbols.failed), step.durationMs, paint.strong(name));
      output.quoteIfHidden(step.id);
      break;
    default:
      assertNever(step.state);
  }
}
