import type { StepRecord } from '../../../shared/model/deployment.ts';
import type { Plan, StepName } from '../../../shared/model/plan.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { DeploymentProgress } from '../../core/core.ts';
import type { Clock } from '../../core/runtime/clock.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { LiveArea } from '../terminal/live-area.ts';
import { padText } from '../terminal/measure-text.ts';
import { progressBar } from '../terminal/progress-bar.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import { printPlan } from './print-plan.ts';
import type { ProgressView } from './progress-view.ts';
import { stepSign } from './state-words.ts';

const NAME_COLUMNS = 13;
const TIME_COLUMNS = 11;
const TEXT_INDENT = NAME_COLUMNS + TIME_COLUMNS + 6;
/** Steps that may take long: where nothing is redrawn, their beginning gets a line of its own. */
const LONG_STEPS: readonly StepName[] = ['image', 'ready', 'bake'];

interface Running {
  readonly name: StepName;
  readonly since: number;
  note?: string;
  bytes?: Bytes;
}

type Bytes = Extract<DeploymentProgress, { kind: 'bytes' }>;
type Probes = Extract<DeploymentProgress, { kind: 'probes' }>;

export interface DeploymentView extends ProgressView<DeploymentProgress> {
  /** Prints a plan unless it is the one that was printed last. */
  readonly plan: (plan: Plan) => void;
}

/**
 * The steps of a deployment. On a terminal: those that are over stay as lines, the running one turns below them with its
 * time, its last note and its bytes, and those to come wait under it. Elsewhere: one line per event.
 */
export function showDeploymentProgress(out: TextOutput, clock: Clock): DeploymentView {
  const begun = clock.ticks();
  let plan: Plan | undefined;
  let running: Running | undefined;
  let area: LiveArea | undefined;
  let last: StepName | undefined;
  let probes: Probes | undefined;

  const showPlan = (next: Plan) => {
    if (plan !== undefined && JSON.stringify(plan) === JSON.stringify(next)) return;
    plan = next;
    printPlan(out, plan);
  };

  const showStep = (step: StepRecord) => {
    last = step.name;
    if (step.state === 'running') {
      running = { name: step.name, since: clock.ticks() };
      if (out.interactive) area ??= out.live(render);
      else if (LONG_STEPS.includes(step.name)) out.line(beginLine(out, step, plan), TEXT_INDENT);
    } else {
      if (running?.name === step.name) running = undefined;
      out.line(endLine(out, step, plan), TEXT_INDENT);
    }
  };

  const showNote = (text: string) => {
    const cleaned = cleanText(text);
    if (running?.note === cleaned) return;
    if (running) running.note = cleaned;
    if (!area) out.line(`    ${out.paint.faint(cleaned)}`, 4);
  };

  const showBytes = (bytes: Bytes) => {
    const before = running?.bytes;
    if (running) running.bytes = bytes;
    // What is sent is a little more than the image: without an area, that it is all there is said once.
    const told = before !== undefined && before.text === bytes.text && isWhole(before);
    if (!area && isWhole(bytes) && !told) out.line(`    ${out.paint.faint(bytesText(out, bytes))}`, 4);
  };

  const render = (frame: number): readonly string[] => [
    ...(running ? runningLines(out, running, frame, clock.ticks(), plan) : []),
    ...pending(plan, last).map((name) => out.paint.faint(`  ${out.symbols.waiting} ${name}`)),
    out.paint.faint(
      `  ${formatDuration(clock.ticks() - begun)}${probesText(out, probes)} ${out.symbols.dot} Ctrl-C takes it back`,
    ),
  ];

  return {
    plan: showPlan,
    show: (progress) => {
      switch (progress.kind) {
        case 'plan':
          showPlan(progress.plan);
          break;
        case 'begun':
          break;
        case 'step':
          showStep(progress.step);
          break;
        case 'note':
          showNote(progress.text);
          break;
        case 'bytes':
          showBytes(progress);
          break;
        case 'probes':
          probes = progress;
          break;
        default:
          assertNever(progress);
      }
      area?.refresh();
    },
    end: () => {
      area?.end();
      area = undefined;
      if (last !== undefined) out.line();
    },
  };
}

function runningLines(
  out: TextOutput,
  running: Running,
  frame: number,
  now: number,
  plan: Plan | undefined,
): readonly string[] {
  const { paint, symbols } = out;
  const sign = symbols.spinner[frame % symbols.spinner.length] ?? symbols.running;
  const text = running.note ?? planText(plan, running.name);
  const line = stepLine(
    paint.accent(sign),
    paint.strong(padText(running.name, NAME_COLUMNS)),
    now - running.since,
    text,
  );
  return running.bytes ? [line, `    ${bytesText(out, running.bytes)}`] : [line];
}

function beginLine(out: TextOutput, step: StepRecord, plan: Plan | undefined): string {
  const text = planText(plan, step.name);
  return stepLine(out.symbols.running, padText(step.name, NAME_COLUMNS), undefined, text);
}

function endLine(out: TextOutput, step: StepRecord, plan: Plan | undefined): string {
  const text = step.note === undefined ? planText(plan, step.name) : cleanText(step.note);
  const name = padText(step.name, NAME_COLUMNS);
  const shown = step.state === 'failed' ? out.paint.strong(name) : name;
  return stepLine(stepSign(out, step.state), shown, step.durationMs, out.paint.faint(text));
}

function stepLine(sign: string, name: string, durationMs: number | undefined, text: string): string {
  const time = durationMs === undefined ? '' : formatDuration(durationMs);
  return `  ${sign} ${name}${padText(time, TIME_COLUMNS, 'right')}  ${text}`.trimEnd();
}

function planText(plan: Plan | undefined, name: StepName): string {
  return cleanText(plan?.steps.find((step) => step.name === name)?.text ?? '');
}

/** The planned steps after the one that was last heard of. */
function pending(plan: Plan | undefined, name: StepName | undefined): readonly StepName[] {
  const names = plan?.steps.map((step) => step.name) ?? [];
  const position = name === undefined ? -1 : names.indexOf(name);
  return position === -1 ? [] : names.slice(position + 1);
}

function bytesText(out: TextOutput, bytes: Bytes): string {
  return `${progressBar(out.symbols, bytes.current, bytes.total)}  ${cleanText(bytes.text)}`;
}

function probesText({ symbols }: TextOutput, probes: Probes | undefined): string {
  return probes === undefined ? '' : ` ${symbols.dot} ${probes.sent} probes, ${probes.failed} lost`;
}

function isWhole(bytes: Bytes): boolean {
  return bytes.total !== undefined && bytes.current >= bytes.total;
}
