import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { configOf, problemsOf, settings, temporaryFolder } from './app-folder.ts';

describe('what is not YAML', () => {
  it.each([
    ['app: web\n\tport: 1', 2, 'Indent with spaces.'],
    ['app: web\napp: other', 2, 'Keep one of them.'],
    ['app: web\n---\napp: other', 2, 'Remove the line `---`.'],
    ['app: [', 1, undefined],
  ])('%j', async (yaml, line, suggestion) => {
    const [problem] = await problemsOf(yaml);
    expect(problem?.line).toBe(line);
    expect(problem?.suggestion).toBe(suggestion);
  });

  it.each([
    ['', 'the file is empty'],
    ['# nothing yet', 'the file is empty'],
    ['- web', 'must be a map, not a list'],
    ['web', 'must be a map, not `web`'],
    [`app: ${'['.repeat(40)}${']'.repeat(40)}`, 'nested more than 16 levels'],
    ['a'.repeat(200_000), 'larger than 128 KiB'],
    ['app: &a [*a]', 'nested more than 16 levels'],
  ])('%#', async (yaml, words) => {
    const [problem] = await problemsOf(yaml);
    expect(problem?.message).toContain(words);
  });

  it('a few lines of aliases that stand for billions of values', async () => {
    const lines = ['x-a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 10; level++) {
      lines.push(`x-a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
    }
    const [problem] = await problemsOf(lines.join('\n'));
    expect(problem?.message).toContain('more than 20000 values');
  });

  it('aliases by the thousand', async () => {
    const aliases = Array.from({ length: 5000 }, () => '*a').join(', ');
    const [problem] = await problemsOf(`x-a: &a 1\nx-b: [${aliases}]\n`);
    expect(problem?.message).toContain('more than 100 aliases');
  });

  it('brackets by the ten thousand', async () => {
    expect(await problemsOf(`app: ${'['.repeat(60_000)}`)).not.toHaveLength(0);
  });

  it('bytes that are not text', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'twinberth.yaml'), Buffer.from([0x61, 0xff, 0xfe]));
    await expect(readAppConfig(folder, settings)).rejects.toThrow('not UTF-8 text');
  });
});

describe('any file at all', () => {
  const scalar = fc.oneof(
    fc.constantFrom(
      '10s',
      '1',
      '80',
      'true',
      'x:/y',
      '64m',
      '127.0.0.1:80',
      'env:A',
      'node server.js',
      '',
      '~',
      '5%',
    ),
    fc.string({ maxLength: 12 }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const key = fc.constantFrom(
    ...'app build image test port publish mode health bake warmFor drain environment volumes tmpfs command replicas labels edge environments dev path interval secret context args window x-a << __proto__ constructor'.split(
      ' ',
    ),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    ),
  }));

  const outcomeOf = async (yaml: string): Promise<unknown> => {
    try {
      return await configOf(yaml);
    } catch (error) {
      return error;
    }
  };

  it('is either understood or refused by name: structures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value, { maxKeys: 8 }), async (file) => {
        // Among the structures are names, some of which an app may have.
        const whole = { app: 'web', ...file };
        const outcome = await outcomeOf(JSON.stringify(whole));
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
        else expect(outcome).toMatchObject({ app: whole.app });
      }),
      { numRuns: 150 },
    );
  });

  it('is either understood or refused by name: text', async () => {
    const fragment = fc.constantFrom(
      'app: web\n',
      'a: ',
      '&a ',
      '*a',
      '{',
      '}',
      '[',
      ']',
      '- ',
      '  ',
      '\n',
      '"',
      "'",
      '|',
      '>',
      '!!x ',
      '? ',
      ': ',
      '#',
      '<<: ',
      '---\n',
      '\t',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fragment, { maxLength: 15 }), async (fragments) => {
        const outcome = await outcomeOf(fragments.join(''));
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure);
        else expect(outcome).toMatchObject({ app: 'web' });
      }),
      { numRuns: 150 },
    );
  });
});
