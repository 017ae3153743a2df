import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { Release } from '../../../shared/model/release.ts';
import type { Cli } from '../cli.ts';
import { formatBytes } from '../../core/runtime/format-bytes.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import { formatAge, formatExact } from '../format/format-time.ts';
import { cleanText } from '../terminal/clean-text.ts';
import { padText } from '../terminal/measure-text.ts';
import { printTable } from './print-table.ts';
import { buildWord, testWord } from './state-words.ts';

export function printReleases(cli: Cli, app: string, releases: readonly Release[]): void {
  const { out } = cli;
  if (releases.length === 0) {
    out.line(`${app} has no release yet: twinberth build ${app}`);
    return;
  }
  const now = cli.io.clock.now();
  printTable(
    out,
    [
      { title: 'RELEASE' },
      { title: 'WHEN' },
      { title: 'TEST' },
      { title: 'SIZE', align: 'right', optional: 3 },
      { title: 'REVISION', optional: 2 },
      { title: 'INPUT', optional: 5 },
      { title: 'BY', min: 8, optional: 4 },
    ],
    releases.map((release) => [
      `v${release.version}${release.withdrawnAt === undefined ? '' : ' withdrawn'}`,
      formatAge(release.createdAt, now),
      testWord(out, release.test),
      formatBytes(release.sizeBytes),
      release.revision?.slice(0, 12) ?? '',
      out.paint.faint(release.inputHash.slice(0, 12)),
      out.paint.faint(release.createdBy),
    ]),
  );
}

export function printRelease(cli: Cli, release: Release): void {
  const { out } = cli;
  const fact = (label: string, text: string) => out.line(`  ${out.paint.faint(padText(label, 10))}${text}`);
  out.line(out.paint.strong(`${release.app} v${release.version}`));
  fact('tag', release.tag);
  fact('made', `${formatExact(release.createdAt)} by ${release.createdBy}`);
  fact('size', formatBytes(release.sizeBytes));
  fact('test', testWord(out, release.test));
  if (release.test.state === 'failed') fact('', cleanText(release.test.reason));
  fact('image', `${release.identity.configDigest}  ${release.identity.platform}`);
  fact('input', release.inputHash);
  if (release.revision !== undefined) fact('revision', release.revision);
  if (release.source.kind === 'build') {
    fact('from', `${release.source.context} (${release.source.dockerfile})`);
    for (const base of release.source.bases)
      fact('base', `${base.reference}  ${out.paint.faint(base.digest)}`);
  } else {
    fact('from', release.source.pinned ?? release.source.reference);
  }
  if (release.withdrawnAt !== undefined) fact('withdrawn', formatExact(release.withdrawnAt));
}

export function printBuilds(cli: Cli, builds: readonly BuildRecord[]): void {
  const { out } = cli;
  if (builds.length === 0) {
    out.line('Nothing was built yet.');
    return;
  }
  const now = cli.io.clock.now();
  printTable(
    out,
    [
      { title: 'BUILD' },
      { title: 'WHEN' },
      { title: 'STATE' },
      { title: 'TOOK', align: 'right', optional: 2 },
      { title: 'BY', min: 8, optional: 3 },
      { title: 'WHY', min: 12, optional: 4 },
    ],
    builds.map((build) => [
      build.id,
      formatAge(build.startedAt, now),
      buildWord(out, build.state),
      build.durationMs === undefined ? '' : formatDuration(build.durationMs),
      out.paint.faint(build.by),
      cleanText((build.error?.message ?? '').split('\n')[0] ?? ''),
    ]),
  );
}
