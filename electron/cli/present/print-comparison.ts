import type { ReleaseChange, ReleaseComparison } from '../../../shared/model/release-views.ts';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import { countOf } from '../format/format-count.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { TextOutput } from '../terminal/text-output.ts';
import { printTable } from './print-table.ts';

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;
const WHAT: Readonly<Record<ReleaseChange['what'], string>> = {
  label: 'label',
  variable: 'variable',
  port: 'port',
  volume: 'volume',
  command: 'command',
  user: 'user',
  workingDir: 'folder',
  base: 'base',
  input: 'input',
};

/** Two releases side by side: what they say of themselves, then the layers that only one of them has. */
export function printComparison(out: TextOutput, comparison: ReleaseComparison): void {
  const { from, to, sameImage, changes, layers, problem } = comparison;
  out.line(`${out.paint.strong(from.tag)} and ${out.paint.strong(to.tag)}`);
  if (sameImage) out.line(`  ${out.symbols.done} the same image`);
  if (changes.length > 0) {
    const rows = changes.map((change) => [
      SIGNS[change.kind],
      WHAT[change.what],
      cleanText(change.name),
      valueText(change),
    ]);
    out.line();
    printTable(out, [{ title: '' }, { title: 'WHAT' }, { title: 'NAME' }, { title: 'VALUE' }], rows, 2);
  }
  const shared = layers.filter((layer) => layer.in === 'both');
  out.line();
  out.line(`  ${countOf(shared.length, 'layer')} in both${sizeText(shared)}`);
  const own = layers.filter((layer) => layer.in !== 'both');
  if (own.length > 0) {
    const rows = own.map((layer) => [
      layer.in === 'from' ? SIGNS.removed : SIGNS.added,
      layer.sizeBytes === undefined ? '' : formatBytes(layer.sizeBytes),
      cleanText(layer.madeBy ?? layer.diffId.slice(0, SHORT_DIGEST)),
    ]);
    printTable(out, [{ title: '' }, { title: 'SIZE' }, { title: 'LAYER' }], rows, 2);
  }
  if (problem !== undefined) out.line(`  ${out.paint.warn(out.symbols.warning)} ${cleanText(problem)}`);
}

/** `sha256:` and twelve digits. */
const SHORT_DIGEST = 19;

function valueText({ kind, before = '', after = '' }: ReleaseChange): string {
  if (kind === 'added') return cleanText(after);
  return cleanText(kind === 'removed' ? before : `${before} -> ${after}`);
}

function sizeText(layers: ReleaseComparison['layers']): string {
  if (layers.length === 0 || layers.some((layer) => layer.sizeBytes === undefined)) return '';
  return `, ${formatBytes(layers.reduce((sum, layer) => sum + (layer.sizeBytes ?? 0), 0))}`;
}
