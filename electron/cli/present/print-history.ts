import type { DeploymentSummary } from '../../core/db/stores.ts';
import type { Cli } from '../cli.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { formatAge } from '../format/format-time.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { Column } from '../terminal/layout-table.ts';
import { printTable } from './print-table.ts';
import { berthWord, deploymentWord } from './state-words.ts';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'WHEN' },
  { title: 'APP', min: 6 },
  { title: 'ENVIRONMENT', min: 6 },
  { title: 'RELEASE' },
  { title: 'WHAT', optional: 2 },
  { title: 'STATE' },
  { title: 'BERTH', optional: 4 },
  { title: 'TOOK', align: 'right', optional: 3 },
  { title: 'BY', min: 8, optional: 5 },
  { title: 'WHY', min: 12, optional: 7 },
];

/** A page of the history; `next` is where the next one begins, when there may be one. */
export function printHistory(
  cli: Cli,
  deployments: readonly DeploymentSummary[],
  next: number | undefined,
): void {
  const { out } = cli;
  if (deployments.length === 0) {
    out.line('No deployment yet, or none that fits.');
    return;
  }
  const now = cli.io.clock.now();
  const rows = deployments.map((entry) => [
    out.paint.faint(String(entry.sequence)),
    formatAge(entry.startedAt, now),
    entry.app,
    entry.environment,
    `v${entry.version}`,
    entry.kind,
    deploymentWord(out, entry.state),
    berthWord(out, entry.colour),
    entry.durationMs === undefined ? '' : formatDuration(entry.durationMs),
    out.paint.faint(entry.by),
    cleanText(entry.message ?? entry.override ?? entry.error?.message ?? '').split('\n')[0] ?? '',
  ]);
  printTable(out, COLUMNS, rows);
  if (next !== undefined) out.line(out.paint.faint(`Older ones: --before ${next}`));
}
