import type { JSX } from 'react';
import type { Release, ReleaseSource } from '../../../shared/model/release.ts';
import type { ReleaseView } from '../../../shared/model/release-views.ts';
import { formatBytes } from '../../format/format-bytes.ts';
import { formatCount } from '../../format/format-count.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { CopyText } from '../../ui/CopyText.tsx';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { digits, identityOf } from './describe-release.ts';
import { ReleaseRuns } from './ReleaseRuns.tsx';
import { TestMark } from './TestMark.tsx';
import styles from './ReleaseFacts.module.css';

/** A release in names and values; digests can be copied whole. */
export function ReleaseFacts({ view }: { readonly view: ReleaseView }): JSX.Element {
  const { release, runs } = view;
  return (
    <Facts
      facts={[...standing(view), { name: 'Runs in', value: <ReleaseRuns runs={runs} /> }, ...made(release)]}
    />
  );
}

function standing({ release, pinned, approvals }: ReleaseView): readonly Fact[] {
  const facts: Fact[] = [];
  if (release.withdrawnAt !== undefined)
    facts.push({ name: 'Withdrawn', value: <RelativeTime at={release.withdrawnAt} ago /> });
  if (pinned !== undefined)
    facts.push({
      name: 'Pinned',
      value: (
        <>
          by {pinned.by}, <RelativeTime at={pinned.at} ago />
        </>
      ),
    });
  if (approvals.length > 0)
    facts.push({
      name: 'Approved',
      value: (
        <ul>
          {approvals.map(({ environment, by, at, message }) => (
            <li key={`${environment} ${at}`}>
              for {environment} by {by}, <RelativeTime at={at} ago />
              {message !== undefined && <span className={styles.quiet}>: {message}</span>}
            </li>
          ))}
        </ul>
      ),
    });
  return facts;
}

function made(release: Release): readonly Fact[] {
  const { identity, inputHash, revision, sizeBytes, source, tag, test } = release;
  return [
    { name: 'Test', value: <Test test={test} /> },
    { name: 'Tag', value: <CopyText text={tag} what="tag" /> },
    {
      name: 'Identity',
      value: (
        <>
          <CopyText text={identity.configDigest} shown={identityOf(release)} what="identity" />
          <span className={styles.quiet}>
            {formatCount(identity.layers.length, 'layer')}, {identity.platform}
          </span>
        </>
      ),
    },
    { name: 'Size', value: formatBytes(sizeBytes) },
    { name: 'Inputs', value: <CopyText text={inputHash} shown={digits(inputHash, 12)} what="inputs hash" /> },
    ...(revision === undefined
      ? []
      : [
          { name: 'Commit', value: <CopyText text={revision} shown={revision.slice(0, 12)} what="commit" /> },
        ]),
    ...comesFromFacts(source),
  ];
}

function Test({ test }: { readonly test: Release['test'] }): JSX.Element {
  if (test.state === 'untested') return <TestMark test={test} />;
  return (
    <>
      <TestMark test={test} />
      <div className={styles.quiet}>
        {test.state === 'failed' && `${test.reason}, after ${formatDuration(test.durationMs)}; `}
        <code>{test.command.join(' ')}</code>
      </div>
    </>
  );
}

function comesFromFacts(source: ReleaseSource): readonly Fact[] {
  if (source.kind === 'image')
    return [
      { name: 'Image', value: <CopyText text={source.reference} what="image" /> },
      {
        name: 'Pinned to',
        value:
          source.pinned === undefined ? (
            'no registry digest: it only exists on its host'
          ) : (
            <CopyText text={source.pinned} what="pinned image" />
          ),
      },
    ];
  const args = Object.entries(source.args);
  return [
    { name: 'Dockerfile', value: <code>{source.dockerfile}</code> },
    { name: 'Context', value: <code>{source.context}</code> },
    ...(source.target === undefined ? [] : [{ name: 'Target', value: <code>{source.target}</code> }]),
    ...(args.length === 0
      ? []
      : [
          {
            name: 'Arguments',
            value: <code>{args.map(([key, value]) => `${key}=${value}`).join(' ')}</code>,
          },
        ]),
    {
      name: 'Built on',
      value:
        source.bases.length === 0 ? (
          'nothing (scratch)'
        ) : (
          <ul>
            {source.bases.map(({ reference, digest }) => (
              <li key={`${reference} ${digest}`}>
                {reference}{' '}
                <CopyText text={digest} shown={digits(digest.replace(/^.*@/, ''), 12)} what="digest" />
              </li>
            ))}
          </ul>
        ),
    },
  ];
}
