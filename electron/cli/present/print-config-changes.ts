import type { Deployment } from '../../../shared/model/deployment.ts';
import type { ConfigChange } from '../../../shared/model/plan.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import { printTable } from './print-table.ts';

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;

/** What the second deployment has otherwise than the first. */
export function printConfigChanges(
  out: TextOutput,
  a: Deployment,
  b: Deployment,
  changes: readonly ConfigChange[],
): void {
  const nameOf = ({ app, version, environment, sequence }: Deployment) =>
    `#${sequence} (${app} v${version} in ${environment})`;
  out.line(`${nameOf(a)} and ${nameOf(b)}`);
  if (changes.length === 0) {
    out.line(`  ${out.symbols.done} the same configuration`);
    return;
  }
  const rows = changes.map(({ kind, what, name, before = '', after = '' }) => [
    SIGNS[kind],
    what,
    cleanText(name),
    cleanText(kind === 'added' ? after : kind === 'removed' ? before : `${before} -> ${after}`),
  ]);
  printTable(out, [{ title: '' }, { title: 'WHAT' }, { title: 'NAME' }, { title: 'VALUE' }], rows, 2);
}
