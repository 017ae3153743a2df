import type { Receipt } from '../../../shared/model/receipt.ts';
import type { DeploymentSummary } from '../../core/db/stores.ts';
import type { Cli } from '../cli.ts';
import { formatCount } from '../format/format-count.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { formatAge } from '../format/format-time.ts';
import type { Column } from '../terminal/layout-table.ts';
import { printTable } from './print-table.ts';

const COLUMNS: readonly Column[] = [
  { title: 'WHEN' },
  { title: 'RELEASE' },
  { title: 'WHAT', optional: 4 },
  { title: 'PROBES', align: 'right' },
  { title: 'LOST', align: 'right' },
  { title: 'LONGEST GAP', align: 'right' },
  { title: 'P50', align: 'right', optional: 6 },
  { title: 'P95', align: 'right', optional: 5 },
  { title: 'CUT', align: 'right', optional: 3 },
  { title: 'GATE', align: 'right', optional: 2 },
  { title: 'SERVING AFTER', align: 'right', optional: 1 },
  { title: 'INTERRUPTED', align: 'right', optional: 7 },
];

/** A line per receipt, newest first. */
export function printReceipts(
  cli: Cli,
  receipts: readonly { readonly deployment: DeploymentSummary; readonly receipt: Receipt }[],
): void {
  const { out } = cli;
  if (receipts.length === 0) {
    out.line('No swap has left a receipt here yet.');
    return;
  }
  const now = cli.io.clock.now();
  const rows = receipts.map(({ deployment, receipt }) => [
    formatAge(deployment.startedAt, now),
    `v${deployment.version}`,
    deployment.kind,
    formatCount(receipt.probes),
    receipt.failures > 0 ? out.paint.bad(`${out.symbols.failed} ${receipt.failures}`) : '0',
    formatDuration(receipt.longestGapMs),
    formatDuration(receipt.latencyP50Ms),
    formatDuration(receipt.latencyP95Ms),
    receipt.connectionsCut === undefined ? '' : formatCount(receipt.connectionsCut),
    formatDuration(receipt.switchMs),
    formatDuration(receipt.untilServingMs),
    receipt.interruptionMs === undefined ? '' : formatDuration(receipt.interruptionMs),
  ]);
  printTable(out, COLUMNS, rows);
  const lost = receipts.filter(({ receipt }) => receipt.failures > 0).length;
  if (lost > 0) {
    const which = lost === 1 ? 'One swap' : `${lost} swaps`;
    out.line();
    out.line(
      `${out.paint.bad(out.symbols.failed)} ${which} lost requests. That is a defect of the swap: twinberth show ID`,
    );
  }
}
