import type { HostStoragePlan, StoragePlan, StoredImage } from '../../../shared/model/storage.ts';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import {
  describeCache,
  describeContainer,
  describeLog,
  describeReasons,
  describeRemoval,
} from '../../../shared/model/describe-kept.ts';
import type { Cli } from '../cli.ts';
import { countOf } from '../format/format-count.ts';
import { formatAge } from '../format/format-time.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { printTable } from './print-table.ts';

/** What goes and what stays on every host, and why. `advice`: also how to carry it out. */
export function printStoragePlan(cli: Cli, plan: StoragePlan, options: { readonly advice: boolean }): void {
  const { out } = cli;
  for (const host of plan.hosts) printHost(cli, host);
  for (const { host, problem } of plan.unreachable) {
    out.line(`${out.paint.warn(out.symbols.warning)} ${host} was left out: ${cleanText(problem)}`);
  }
  if (plan.logs.length > 0) {
    out.line(`${countOf(plan.logs.length, 'log')} of old builds can go: ${formatBytes(plan.logsBytes)}.`);
  }
  if (plan.keptLogs.length > 0) {
    const bytes = plan.keptLogs.map((log) => ({ why: describeLog(log.why), bytes: log.bytes }));
    out.line(
      `${countOf(plan.keptLogs.length, 'log')} of builds ${plan.keptLogs.length === 1 ? 'stays' : 'stay'}: ${perReason(bytes)}.`,
    );
  }
  const { foldable = 0 } = plan.history;
  if (foldable > 0) out.line(`The steps of ${countOf(foldable, 'old deployment')} can be put together.`);
  if (!options.advice) return;
  const goes = foldable > 0 || plan.logs.length > 0 || plan.hosts.some((host) => host.removes.length > 0);
  out.line(goes ? 'Nothing was removed: twinberth gc --apply' : 'There is nothing to remove.');
}

function printHost(cli: Cli, host: HostStoragePlan): void {
  const { out } = cli;
  const goes =
    host.removes.length === 0
      ? 'nothing to remove'
      : `${countOf(host.removes.length, 'image')} can go, ${formatBytes(host.freesBytes)}`;
  out.line(`${out.paint.strong(host.host)}: ${goes}`);
  const now = cli.io.clock.now();
  const name = (image: StoredImage) =>
    image.version === undefined ? `${image.app} ${image.id.slice(7, 19)}` : `${image.app} v${image.version}`;
  printTable(
    out,
    [
      { title: '' },
      { title: 'IMAGE' },
      { title: 'MADE', optional: 1 },
      { title: 'BYTES', align: 'right' },
      { title: 'WHY', min: 20 },
    ],
    [
      ...host.removes.map((image) => [
        out.paint.warn('goes'),
        name(image),
        formatAge(image.createdAt, now),
        formatBytes(image.freesBytes),
        describeRemoval(image.why),
      ]),
      ...host.keeps.map((image) => [
        'stays',
        name(image),
        formatAge(image.createdAt, now),
        formatBytes(image.costsBytes),
        cleanText(describeReasons(image.reasons)),
      ]),
    ],
    2,
  );
  for (const text of rollbackCosts(host)) out.line(`  ${text}`);
  if ((host.cachedBytes ?? 0) > 0) {
    out.line(
      `  The builder's cache also holds about ${formatBytes(host.cachedBytes ?? 0)} of that; with --build-cache it goes too.`,
    );
  }
  if (host.foreignImages > 0) {
    out.line(out.paint.faint(`  ${countOf(host.foreignImages, 'image')} of others: never touched`));
  }
  printContainers(cli, host);
  for (const orphan of host.orphans) {
    const fate = orphan.removable
      ? 'lost by a deployment from here; --orphans removes it'
      : orphan.kind === 'volume'
        ? 'data that no placement here knows; never removed'
        : `made by ${orphan.owner}, unknown here; never removed`;
    out.line(
      `  ${out.paint.warn(out.symbols.warning)} ${orphan.kind} ${cleanText(orphan.name)}: ${cleanText(fate)}`,
    );
  }
}

/** Those that stay, and what the builder keeps beside them. */
function printContainers(cli: Cli, { keptContainers, foreignContainers, cache = [] }: HostStoragePlan): void {
  const { out } = cli;
  if (keptContainers.length > 0) {
    printTable(
      out,
      [{ title: '' }, { title: 'CONTAINER' }, { title: 'WHY', min: 20 }],
      keptContainers.map(({ name, why }) => ['stays', cleanText(name), describeContainer(why)]),
      2,
    );
  }
  if (foreignContainers > 0)
    out.line(out.paint.faint(`  ${countOf(foreignContainers, 'container')} of others: never touched`));
  if (cache.length > 0) {
    const bytes = cache.map((record) => ({ why: describeCache(record.why), bytes: record.sizeBytes }));
    out.line(`  ${countOf(cache.length, 'record')} in the builder's cache: ${perReason(bytes)}`);
  }
}

/** `3 of releases that are kept (48.0 MB), 2 of the newest builds (1.0 kB)` */
function perReason(entries: readonly { readonly why: string; readonly bytes: number }[]): string {
  return [...Map.groupBy(entries, ({ why }) => why)]
    .map(
      ([why, all]) => `${all.length} ${why} (${formatBytes(all.reduce((sum, { bytes }) => sum + bytes, 0))})`,
    )
    .join(', ');
}

/** One line for each release that stays only so that it can be gone back to. */
function rollbackCosts({ keeps }: HostStoragePlan): readonly string[] {
  return keeps.flatMap((image) => {
    const places = image.reasons.flatMap((reason) =>
      reason.kind === 'rollback' ? [reason.environment] : [],
    );
    if (places.length === 0 || places.length < image.reasons.length) return [];
    return `keeping ${image.app} v${image.version ?? '?'} for ${[...new Set(places)].join(', ')} costs ${formatBytes(image.costsBytes)}`;
  });
}
