import { describe, expect, it } from 'vitest';
import { findChangedFiles } from '../../../electron/core/drift/changed-files.ts';
import { compileIgnored } from '../../../electron/core/drift/ignored-paths.ts';
import type { FileChange } from '../../../electron/core/engine/container-setup.ts';

const KINDS = { A: 'added', C: 'modified', D: 'deleted' } as const;

/** As `docker diff` prints them: a letter, a path. */
function find(lines: readonly string[], patterns: readonly string[] = [], complete = true) {
  const entries = lines.map((line): FileChange => {
    const kind = KINDS[line.charAt(0) as keyof typeof KINDS];
    return { kind, path: line.slice(2) };
  });
  return findChangedFiles(
    { mounted: ['/data', '/run/'], ignore: compileIgnored(patterns) },
    { entries, complete },
  );
}

describe('files that differ from the image', () => {
  it.each([
    ['nothing at all', []],
    [
      'mounts, tmpfs and the folders that lead there',
      ['A /data', 'C /run', 'A /run/x.pid', 'C /data/db/file'],
    ],
    ['a folder that is only on the way to a mount', ['A /data']],
    ['a folder from which a passing file is gone again', ['C /tmp', 'C /var', 'C /var/log']],
  ])('are none: %s', (_name, lines) => {
    expect(find(lines)).toEqual([]);
  });

  it('are told by the paths themselves, not by the folders that they are in', () => {
    expect(
      find(['C /etc', 'C /etc/app', 'C /etc/app/conf.json', 'A /app/new', 'A /app/new/file']),
    ).toMatchObject([
      {
        kind: 'files',
        severity: 'warning',
        what: '2 files differ from the image',
        observed: '/etc/app/conf.json modified, /app/new/file added',
        healing: expect.stringContaining('`drift.ignore`') as unknown,
      },
    ]);
  });

  it('tell of what is gone', () => {
    expect(find(['C /bin', 'D /bin/ls'])).toMatchObject([
      { severity: 'warning', observed: '/bin/ls deleted' },
    ]);
  });

  it('weigh less where programs write by habit, unless something is gone there', () => {
    expect(find(['C /tmp', 'A /tmp/x', 'A /var/log/app.log'])).toMatchObject([{ severity: 'info' }]);
    expect(find(['C /tmp', 'D /tmp/x'])).toMatchObject([{ severity: 'warning' }]);
    expect(find(['C /tmp', 'A /tmpfile'])).toMatchObject([{ severity: 'warning' }]);
  });

  it('are passed over where the app says so, folders with all that is in them', () => {
    const lines = ['C /var/lib/app', 'A /var/lib/app/cache', 'A /var/lib/app/cache/a/b', 'A /app/web.pid'];
    expect(find(lines, ['var/lib/app/cache', '**/*.pid'])).toEqual([]);
    expect(find(lines, ['/var/lib/app/cache/'])).toMatchObject([{ observed: '/app/web.pid added' }]);
  });

  it('are named up to a few, however many there are', () => {
    const many = Array.from({ length: 900 }, (_, index) => `A /app/f${index}`);
    const [finding] = find(many);
    expect(finding?.what).toBe('900 files differ from the image');
    expect(finding?.observed).toMatch(/^(\/app\/f\d added, ){5}and 895 more$/);
    expect(find(many, [], false)).toMatchObject([{ what: 'more than 900 files differ from the image' }]);
    expect(find(many, ['app'], false)).toMatchObject([{ severity: 'warning' }]);
  });
});
