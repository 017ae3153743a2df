import type { Release } from '../../../shared/model/release.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatMoment } from '../../format/format-moment.ts';
import { comesFrom, digits, identityOf } from '../app/describe-release.ts';
import { TestMark } from '../app/TestMark.tsx';
import type { SideBySideRow } from './SideBySide.tsx';

/** Two releases as rows of two columns. */
export function compareReleases(from: Release, to: Release): readonly SideBySideRow[] {
  const row = (name: string, read: (release: Release) => string): SideBySideRow => ({
    name,
    a: read(from),
    b: read(to),
    differs: read(from) !== read(to),
  });
  const digest = (name: string, read: (release: Release) => string): SideBySideRow => ({
    ...row(name, read),
    a: <code>{read(from)}</code>,
    b: <code>{read(to)}</code>,
  });
  return [
    digest('Identity', identityOf),
    row('Platform', ({ identity }) => identity.platform),
    row('Size', ({ sizeBytes }) => formatBytes(sizeBytes)),
    {
      name: 'Test',
      a: <TestMark test={from.test} />,
      b: <TestMark test={to.test} />,
      differs: from.test.state !== to.test.state,
    },
    row('Comes from', ({ source }) => comesFrom(source)),
    digest('Commit', ({ revision }) => revision?.slice(0, 12) ?? '–'),
    digest('Inputs', ({ inputHash }) => digits(inputHash, 12)),
    row('Made', ({ createdAt }) => formatMoment(createdAt)),
    row('By', ({ createdBy }) => createdBy),
  ];
}
