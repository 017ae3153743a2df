import type { JSX } from 'react';
import type { Release } from '../../shared/model/release.ts';
import { useQuery } from '../store/use-query.ts';
import { Select } from '../ui/Select.tsx';
import { describeTest } from './describe-test.ts';

/** Which release is to be deployed: the newest ones, and the one that is chosen. */
export function ReleaseChoice({
  app,
  version,
  onChange,
}: {
  readonly app: string;
  readonly version: number | undefined;
  readonly onChange: (version: number) => void;
}): JSX.Element {
  const { value: releases = [] } = useQuery('releases.list', { app });
  const options = releases
    .filter(({ release }) => release.withdrawnAt === undefined || release.version === version)
    .map(({ release }) => ({ value: String(release.version), label: labelOf(release) }));
  const known = options.some(({ value }) => value === String(version));
  const all =
    known || version === undefined ? options : [...options, { value: String(version), label: `v${version}` }];
  return (
    <Select
      label="Release"
      value={String(version ?? '')}
      options={all}
      onChange={(value) => onChange(Number(value))}
    />
  );
}

function labelOf({ version, test, revision }: Release): string {
  return [`v${version}`, revision?.slice(0, 7), describeTest(test)].filter(Boolean).join(' · ');
}
