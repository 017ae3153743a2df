import { describe, expect, it } from 'vitest';
import { parseFilePattern } from '../../../electron/core/apps/parse-file-pattern.ts';
import { configOf } from './app-folder.ts';

describe('drift in twinberth.yaml', () => {
  it('names the files that an app may write', async () => {
    const file = 'app: web\nimage: web:1\nenvironments: { dev: }\n';
    expect((await configOf(file)).drift).toBeUndefined();
    expect((await configOf(`${file}drift: { ignore: [/var/cache/, '**/*.pid'] }\n`)).drift).toEqual({
      ignore: ['var/cache', '**/*.pid'],
    });
    expect((await configOf(`${file}drift: { ignore: /srv/x }\n`)).drift).toEqual({ ignore: ['srv/x'] });
  });

  it.each([
    ['', 'must be a pattern'],
    [7, 'must be a pattern'],
    ['/', 'would pass over every file'],
    ['**', 'would pass over every file'],
    ['!/app', 'there are no exceptions here'],
    ['/app/[', 'is not a pattern'],
  ])('refuses %j: it %s', (raw, message) => {
    expect(parseFilePattern(raw)).toMatchObject({
      ok: false,
      message: expect.stringContaining(message) as string,
    });
  });

  it('suggests the key that was meant', async () => {
    const file = 'app: web\nimage: web:1\nenvironments: { dev: }\ndrift: { ignored: [/x] }\n';
    await expect(configOf(file)).rejects.toThrow('Did you mean `ignore`?');
  });
});
