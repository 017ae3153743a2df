import type { PlacementStatus, Settled } from '../../core/core.ts';
import type { Cli } from '../cli.ts';
import { formatAge, formatLeft } from '../format/format-time.ts';
import { cleanText } from '../terminal/clean-text.ts';
import type { Column } from '../terminal/layout-table.ts';
import { printTable } from './print-table.ts';
import { berthWord, healthWord } from './state-words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'APP', min: 6 },
  { title: 'ENVIRONMENT', min: 6 },
  { title: 'HOST', min: 5, optional: 5 },
  { title: 'RELEASE' },
  { title: 'BERTH', optional: 2 },
  { title: 'HEALTH' },
  { title: 'SINCE', optional: 3 },
  { title: 'STANDBY', min: 9, optional: 4 },
  { title: 'ADDRESS', min: 14, optional: 6 },
];

const HOST_COLUMN = COLUMNS.findIndex((column) => column.title === 'HOST');

/** A line per placement, then whatever is wrong with any of them or waits. */
export function printStatus(
  cli: Cli,
  placements: readonly PlacementStatus[],
  settled: readonly Settled[],
): void {
  const { out } = cli;
  if (placements.length === 0) {
    out.line('Nothing is set up yet. In a folder with a twinberth.yaml: twinberth deploy . ENVIRONMENT');
    return;
  }
  const now = cli.io.clock.now();
  const rows = placements.map((placement, index) => {
    const repeated = placements[index - 1]?.app === placement.app;
    return row(cli, placement, now, repeated);
  });
  const oneHost = new Set(placements.map((placement) => placement.host)).size === 1;
  const columns = COLUMNS.filter((column) => !(oneHost && column.title === 'HOST'));
  const cells = oneHost ? rows.map((cellsOfRow) => cellsOfRow.toSpliced(HOST_COLUMN, 1)) : rows;
  printTable(out, columns, cells);
  const remarks = [
    ...placements.flatMap((placement) => remarksOf(cli, placement, now)),
    ...settled
      .filter((entry) => entry.what === 'waiting')
      .map((entry) =>
        out.paint.faint(`${out.symbols.waiting} ${place(cli, entry)}: ${cleanText(entry.text)}`),
      ),
  ];
  if (remarks.length > 0) out.line();
  for (const remark of remarks) out.line(remark, 2);
}

function row(cli: Cli, placement: PlacementStatus, now: number, repeated: boolean): readonly string[] {
  const { out } = cli;
  const { up, wanted } = placement.replicas;
  const replicas = wanted > 1 || up !== wanted ? ` ${up}/${wanted}` : '';
  const colour = placement.berth?.active;
  const held = placement.berth?.held === true ? ' held' : '';
  return [
    repeated ? '' : out.paint.strong(placement.app),
    placement.environment,
    placement.host,
    placement.version === undefined ? out.paint.faint('none') : `v${placement.version}${held}`,
    colour === undefined ? '' : berthWord(out, colour),
    healthWord(out, placement.health) + (placement.health === 'empty' ? '' : replicas),
    placement.deployment ? out.paint.faint(formatAge(placement.deployment.startedAt, now)) : '',
    out.paint.faint(standbyText(placement, now)),
    placement.url ?? '',
  ];
}

function standbyText({ standby }: PlacementStatus, now: number): string {
  if (!standby) return '';
  if (standby.state === 'stopped') return `v${standby.version} stopped`;
  const until = standby.until === undefined ? '' : ` ${formatLeft(standby.until, now)}`;
  return `v${standby.version} warm${until}`;
}

function remarksOf(cli: Cli, placement: PlacementStatus, now: number): readonly string[] {
  const { paint, symbols } = cli.out;
  const where = place(cli, placement);
  const lines: string[] = [];
  if (placement.problem !== undefined) {
    lines.push(`${paint.warn(symbols.warning)} ${where}: ${cleanText(placement.problem)}`);
  }
  if (placement.drift !== undefined && placement.drift.worst !== 'info') {
    const { count, checkedAt } = placement.drift;
    const sign =
      placement.drift.worst === 'serious' ? paint.bad(symbols.failed) : paint.warn(symbols.warning);
    lines.push(
      `${sign} ${where}: drifted, ${count} finding${count === 1 ? '' : 's'} ${formatAge(checkedAt, now)}; twinberth drift ${placement.app} ${placement.environment} tells`,
    );
  }
  if (placement.lock) {
    const { by, purpose, since } = placement.lock;
    lines.push(
      `${paint.accent(symbols.running)} ${where}: locked by ${by} for ${purpose}, ${formatAge(since, now)}`,
    );
  }
  return lines;
}

function place(cli: Cli, entry: { readonly app: string; readonly environment: string }): string {
  return `${entry.app} ${cli.out.symbols.arrow} ${entry.environment}`;
}
