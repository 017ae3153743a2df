import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../electron/core/apps/duration.ts';
import { editDistance, nearMiss } from '../../../electron/core/runtime/near-miss.ts';
import { parseName } from '../../../electron/core/apps/parse-name.ts';
import { formatPublish, parsePublish } from '../../../electron/core/apps/parse-publish.ts';
import { parseSecretReference } from '../../../electron/core/apps/parse-secret-reference.ts';
import { parseVolume } from '../../../electron/core/apps/parse-volume.ts';
import { formatSize, parseShare, parseSize } from '../../../electron/core/apps/size.ts';
import { shellSyntax, splitCommand } from '../../../electron/core/apps/split-command.ts';

const base = { directory: '/srv/web', userHome: '/home/ann' };
const ok = (value: unknown) => ({ ok: true, value });

describe('a duration', () => {
  it.each([
    ['500ms', 500],
    ['1s', 1000],
    ['1.5s', 1500],
    ['5m', 300_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    ['0', 0],
    [0, 0],
    [' 2s ', 2000],
    ['10m', 600_000],
    ['250ms', 250],
    ['2d', 172_800_000],
    ['5min', 300_000],
  ])('%s', (text, ms) => {
    expect(parseDuration(text)).toEqual(ok(ms));
  });

  it.each([
    '',
    's',
    '5',
    '30m1h',
    '1s1s',
    '5 minutes',
    '-1s',
    '1e3s',
    '５s',
    'P1D',
    '1h 30m',
    '10',
    'm10',
    '10 m',
  ])('not %j', (text) => {
    expect(parseDuration(text).ok).toBe(false);
  });

  it('proposes seconds for a bare number', () => {
    expect(parseDuration(30)).toMatchObject({ suggestion: 'Did you mean `30s`?' });
    expect(parseDuration('30')).toMatchObject({ suggestion: 'Did you mean `30s`?' });
  });

  it('reads back what it writes', () => {
    const year = 365 * 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: year }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual(ok(ms));
      }),
    );
  });
});

describe('a size', () => {
  it.each([
    ['64m', 67_108_864],
    ['64MB', 67_108_864],
    ['64MiB', 67_108_864],
    ['1g', 1_073_741_824],
    ['1.5k', 1536],
    ['512b', 512],
    [1024, 1024],
    ['0', 0],
  ])('%s', (text, bytes) => {
    expect(parseSize(text)).toEqual(ok(bytes));
  });

  it.each(['', 'm', '-1m', '1x', '1mm', 1.5, -1, true, '1e6'])('not %j', (text) => {
    expect(parseSize(text).ok).toBe(false);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(1, 1024, 1024 ** 2, 1024 ** 3), (amount, unit) => {
        fc.pre(Number.isSafeInteger(amount * unit));
        expect(parseSize(formatSize(amount * unit))).toEqual(ok(amount * unit));
      }),
    );
  });
});

describe('a share', () => {
  it.each([
    ['5%', 0.05],
    ['0.05', 0.05],
    [0.05, 0.05],
    ['100%', 1],
    [0, 0],
  ])('%s', (text, share) => {
    expect(parseShare(text)).toEqual(ok(share));
  });

  it('proposes percent for a number that is too large', () => {
    expect(parseShare(5)).toMatchObject({ ok: false, suggestion: 'Did you mean `5%`?' });
    expect(parseShare('101%').ok).toBe(false);
  });
});

describe('a published port', () => {
  it.each([
    [18_080, { port: 18_080 }],
    ['18080', { port: 18_080 }],
    ['127.0.0.1:18080', { address: '127.0.0.1', port: 18_080 }],
    ['0.0.0.0:80', { address: '0.0.0.0', port: 80 }],
    ['[::1]:80', { address: '::1', port: 80 }],
    ['80/tcp', { port: 80 }],
  ])('%s', (text, publish) => {
    expect(parsePublish(text)).toEqual(ok(publish));
    expect(parsePublish(formatPublish(publish))).toEqual(ok(publish));
  });

  it.each([
    ['localhost:80', '127.0.0.1:80'],
    ['::1:80', '[::1]:80'],
    ['8080:80', 'publish: 8080'],
  ])('%s has a near one', (text, near) => {
    expect(parsePublish(text)).toMatchObject({
      ok: false,
      suggestion: expect.stringContaining(near) as string,
    });
  });

  it.each([
    '',
    ':80',
    '1.2.3:80',
    '300.1.1.1:80',
    '127.0.0.1:',
    '127.0.0.1:0',
    '[::1]',
    'eth0:80',
    1.5,
    null,
    true,
  ])('not %j', (text) => {
    expect(parsePublish(text).ok).toBe(false);
  });
});

describe('a volume', () => {
  it.each([
    ['a:/data', 'volume', 'a'],
    ['data-1.x_y:/data', 'volume', 'data-1.x_y'],
    ['.:/data', 'bind', '/srv/web'],
    ['../x:/data', 'bind', '/srv/x'],
    ['~:/data', 'bind', '/home/ann'],
  ])('%s', (text, kind, source) => {
    expect(parseVolume(text, base)).toEqual(ok({ kind, source, target: '/data', readOnly: false }));
  });

  it('may come from a Windows drive', () => {
    const parsed = parseVolume('C:\\data:/data:ro', base);
    expect(parsed).toMatchObject({ ok: true, value: { kind: 'bind', target: '/data', readOnly: true } });
  });

  it('has its target in the simplest spelling', () => {
    expect(parseVolume('d:/a/../b//c/', base)).toMatchObject({ value: { target: '/b/c' } });
    expect(parseVolume('d:/a/..', base).ok).toBe(false);
  });
});

describe('a name', () => {
  it('fits into every name that is made of it', () => {
    const app = 'a'.repeat(28);
    const environment = 'e'.repeat(15);
    expect(parseName(app, 'app').ok).toBe(true);
    expect(parseName(environment, 'environment').ok).toBe(true);
    expect(`twinberth-${app}-${environment}-green-15`.length).toBeLessThanOrEqual(63);
    expect(parseName(`${app}a`, 'app').ok).toBe(false);
    expect(parseName(`${environment}e`, 'environment').ok).toBe(false);
  });

  it.each([
    '',
    '-web',
    'web-',
    'web--api',
    'Web',
    'web_api',
    'web.api',
    '123',
    'latest',
    'blue',
    'wéb',
    ' web',
  ])('not %j', (name) => {
    expect(parseName(name, 'app').ok).toBe(false);
  });
});

describe('a command line', () => {
  it.each([
    ['node server.js', ['node', 'server.js']],
    ["sh -c 'a b  c'", ['sh', '-c', 'a b  c']],
    ['a "b \\" c" d\\ e', ['a', 'b " c', 'd e']],
    ['a "x\\n" \'y\\n\'', ['a', 'x\\n', 'y\\n']],
    ["a ''", ['a', '']],
    ['  a   b\t', ['a', 'b']],
    ['--x="1 2"3', ['--x=1 23']],
    ['echo $HOME `id` *', ['echo', '$HOME', '`id`', '*']],
  ])('%s', (text, words) => {
    expect(splitCommand(text)).toEqual(ok(words));
  });

  it.each(['"', "a 'b", 'a\\', 'a\0'])('not %j', (text) => {
    expect(splitCommand(text).ok).toBe(false);
  });

  it('gives back any words that were put in single quotes', () => {
    const word = fc.string().filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const line = words.map((text) => `'${text.replaceAll("'", `'\\''`)}'`).join(' ');
        expect(splitCommand(line)).toEqual(ok(words));
      }),
    );
  });

  it.each([
    ['a && b', '&&'],
    ['a | b', '|'],
    ['a > b', '>'],
    ['a $HOME', '$HOME'],
    ['node --port=80 a.js', undefined],
    ['a b|c', undefined],
  ])('what only a shell would act on in %s', (text, syntax) => {
    expect(shellSyntax(text)).toBe(syntax);
  });
});

describe('a reference to a secret', () => {
  it.each([
    ['env:DB_PASSWORD', 'env:DB_PASSWORD'],
    ['file:~/.secrets/db', 'file:/home/ann/.secrets/db'],
    ['file:secrets/db', 'file:/srv/web/secrets/db'],
    ['cmd:pass show db', 'cmd:pass show db'],
    ["cmd:./get.sh 'a b'", "cmd:/srv/web/get.sh 'a b'"],
  ])('%s', (text, secret) => {
    expect(parseSecretReference(text, base)).toEqual(ok({ secret }));
  });

  it.each(['hunter2', 'env:', 'env:A B', 'file:', 'cmd:', "cmd:'x", 'vault:x', '', 5])('not %j', (text) => {
    expect(parseSecretReference(text, base).ok).toBe(false);
  });
});

describe('a near miss', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['abc', 'ab', 1],
    ['abc', 'xabc', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%s and %s are %i edits apart', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it('is the nearest one, and none when all are far', () => {
    expect(nearMiss('stagin', ['prod', 'staging', 'string'])).toBe('staging');
    expect(nearMiss('dve', ['dev', 'prod'])).toBe('dev');
    expect(nearMiss('x', ['dev', 'prod'])).toBeUndefined();
    expect(nearMiss('a'.repeat(10_000), ['a'])).toBeUndefined();
  });
});
