import { assertNever } from '../../../shared/model/assert-never.ts';
import type { ConfigChange, Plan, Source } from '../../../shared/model/plan.ts';
import { countOf } from '../format/format-count.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { padText, truncateText } from '../terminal/measure-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import { berthWord, emptyBerthWord } from './state-words.ts';

const LABEL_COLUMNS = 10;

/** What a deployment would do, most consequential things last, where the eye rests before an answer. */
export function printPlan(
  out: TextOutput,
  plan: Plan,
  options: { readonly allChanges?: boolean; readonly steps?: boolean } = {},
): void {
  const { paint, symbols } = out;
  out.line(`${paint.strong(titleOf(plan, symbols.arrow))} ${paint.faint(`on ${plan.host}`)}`);
  out.line();
  fact(out, 'image', `v${plan.version}  ${paint.faint(shortImage(plan.image))}`);
  fact(out, 'berth', berthLine(out, plan));
  fact(out, 'strategy', `${plan.strategy}  ${paint.faint(cleanText(plan.strategyWhy))}`);
  printChanges(out, plan, options.allChanges === true);
  if (options.steps === true) {
    out.line();
    for (const [index, step] of plan.steps.entries()) {
      fact(out, index === 0 ? 'steps' : '', `${padText(step.name, 13)} ${paint.faint(cleanText(step.text))}`);
    }
  }
  for (const warning of plan.warnings) notice(out, paint.warn(symbols.warning), 'warning', warning);
  for (const { kind, why } of plan.interruptions) {
    notice(
      out,
      paint.warn(symbols.warning),
      paint.strong(kind === 'hold' ? 'requests are held' : 'interruption'),
      why,
    );
  }
  for (const refusal of plan.refusals) {
    const kind =
      refusal.kind === 'policy' ? `refused by policy (${refusal.code})` : `impossible (${refusal.code})`;
    notice(out, paint.bad(symbols.failed), paint.strong(kind), refusal.message);
  }
  out.line();
}

function titleOf(plan: Plan, arrow: string): string {
  const what = `${plan.app} v${plan.version}`;
  switch (plan.kind) {
    case 'deploy':
      return `Deploy ${what} ${arrow} ${plan.environment}`;
    case 'promote':
      return `Promote ${what} ${arrow} ${plan.environment}`;
    case 'rollback':
      return `Roll back to ${what} in ${plan.environment}`;
    case 'heal':
      return `Heal ${what} in ${plan.environment}`;
    default:
      return assertNever(plan.kind);
  }
}

function berthLine(out: TextOutput, plan: Plan): string {
  const to = `${emptyBerthWord(out, plan.toColour)} v${plan.version}  ${out.paint.faint(sourceText(plan.source))}`;
  if (plan.fromColour === undefined) return `${to}${out.paint.faint(', the first one here')}`;
  const version = plan.fromVersion === undefined ? '' : ` v${plan.fromVersion}`;
  return `${berthWord(out, plan.fromColour)}${version} ${out.symbols.arrow} ${to}`;
}

function sourceText(source: Source): string {
  switch (source) {
    case 'create':
      return 'new containers';
    case 'start':
      return 'stopped containers, started again';
    case 'warm':
      return 'still running, only the gate moves';
    default:
      return assertNever(source);
  }
}

/** On a first deployment everything is new; unless all is wanted, only what somebody would want to check is listed. */
const WORTH_A_LOOK: readonly string[] = ['variable', 'port', 'mount', 'limit', 'command'];

function printChanges(out: TextOutput, plan: Plan, full: boolean): void {
  const first = plan.fromColour === undefined && !full;
  const changes = first ? plan.changes.filter(({ what }) => WORTH_A_LOOK.includes(what)) : plan.changes;
  const what = Math.max(0, ...changes.map((change) => change.what.length));
  const name = Math.min(32, Math.max(0, ...changes.map((change) => change.name.length)));
  const lines = changes.map((change) => {
    const label = `${changeSign(change)} ${padText(change.what, what)}`;
    const named = padText(truncateText(cleanText(change.name), 32, out.symbols.ellipsis), name);
    return `${label}  ${named}  ${changeValues(out, change)}`.trimEnd();
  });
  const hidden = plan.changes.length - changes.length;
  if (hidden > 0)
    lines.push(out.paint.faint(`and ${countOf(hidden, 'more setting')} that nothing had before`));
  if (lines.length === 0) lines.push(out.paint.faint('none in the configuration'));
  lines.forEach((line, index) => fact(out, index === 0 ? 'changes' : '', line));
}

function changeSign({ kind }: ConfigChange): string {
  return kind === 'added' ? '+' : kind === 'removed' ? '-' : '~';
}

function changeValues({ paint, symbols }: TextOutput, { kind, before, after }: ConfigChange): string {
  const [was, is] = [before, after].map((value) => (value === undefined ? '' : cleanText(value)));
  if (kind === 'changed' && was !== '' && is !== '') {
    return `${paint.faint(was ?? '')} ${symbols.arrow} ${is ?? ''}`;
  }
  const words = { added: is, changed: is === '' ? 'changed' : is, removed: was };
  return kind === 'removed' ? paint.faint(words.removed ?? '') : (words[kind] ?? '');
}

function fact(out: TextOutput, label: string, text: string): void {
  out.line(`  ${out.paint.faint(padText(label, LABEL_COLUMNS))}${text}`, LABEL_COLUMNS + 2);
}

function notice(out: TextOutput, sign: string, title: string, text: string): void {
  out.line();
  out.line(`  ${sign} ${title}: ${cleanText(text)}`, 4);
}

/** `sha256:` and twelve digits, as Docker shortens them. */
function shortImage(image: string): string {
  return image.replace(/^(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1');
}
