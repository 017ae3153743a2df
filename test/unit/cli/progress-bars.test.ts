import { describe, expect, it, onTestFinished } from 'vitest';
import { showBuildProgress } from '../../../electron/cli/present/build-progress.ts';
import { showDeploymentProgress } from '../../../electron/cli/present/deployment-progress.ts';
import { progressBar } from '../../../electron/cli/terminal/progress-bar.ts';
import { ASCII_SYMBOLS, UNICODE_SYMBOLS } from '../../../electron/cli/terminal/symbols.ts';
import { openTextOutput } from '../../../electron/cli/terminal/text-output.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import type { StepRecord } from '../../../shared/model/deployment.ts';
import { CapturedStream } from './run-line.ts';
import { screenOf } from './screen.ts';

const UNICODE = { LANG: 'C.UTF-8', TERM: 'xterm' };
const COLUMNS = 100;
const HALF = `${'━'.repeat(12)}${'─'.repeat(12)}`;
const FULL = '━'.repeat(24);

/** Somebody's terminal, or a file where there is none; `shown` is what is on it now. */
function openReader(kind: 'terminal' | 'plain') {
  const stream = new CapturedStream(kind === 'terminal' ? { columns: COLUMNS, rows: 30 } : undefined);
  const out = openTextOutput(stream, UNICODE);
  onTestFinished(() => out.settle());
  const lines = (): readonly string[] =>
    kind === 'terminal' ? screenOf(stream.text(), COLUMNS) : stream.text().split('\n');
  return { out, lines, matching: (text: string) => lines().filter((line) => line.includes(text)) };
}

describe('a bar', () => {
  it.each([
    [0, 100, `${'─'.repeat(24)} 0 B of 100 B`],
    [31_200_000, 62_400_000, `${HALF} 31.2 MB of 62.4 MB`],
    [100, 100, `${FULL} 100 B of 100 B`],
    [120, 100, `${FULL} 120 B of 100 B`],
    [31_200_000, undefined, '31.2 MB'],
    [5, 0, '5 B'],
  ])('of %d of %s bytes', (current, total, text) => {
    expect(progressBar(UNICODE_SYMBOLS, current, total)).toBe(text);
  });

  it('can be shown by any console', () => {
    expect(progressBar(ASCII_SYMBOLS, 1, 2)).toBe(`${'#'.repeat(12)}${'.'.repeat(12)} 1 B of 2 B`);
  });
});

describe('the bytes of a deployment', () => {
  const step = (state: StepRecord['state']): { readonly kind: 'step'; readonly step: StepRecord } => ({
    kind: 'step',
    step: { index: 1, name: 'image', startedAt: 0, state },
  });
  const bytes = (current: number) =>
    ({ kind: 'bytes', text: 'web:v7 from local to far', current, total: 62_400_000 }) as const;

  it('are a bar that grows below the step on a terminal, and go with it', () => {
    const { out, lines, matching } = openReader('terminal');
    const view = showDeploymentProgress(out, systemClock);
    view.show(step('running'));
    view.show(bytes(31_200_000));
    expect(lines()[0]).toMatch(/ image +/);
    expect(lines()[1]).toBe(`    ${HALF} 31.2 MB of 62.4 MB  web:v7 from local to far`);
    view.show(bytes(62_400_000));
    view.show(bytes(62_500_000));
    expect(matching('web:v7')).toEqual([`    ${FULL} 62.5 MB of 62.4 MB  web:v7 from local to far`]);
    view.show(step('done'));
    view.end();
    expect(lines()[0]).toMatch(/^ {2}✓ image/);
    expect(matching('web:v7')).toEqual([]);
  });

  it('are one plain line without a terminal, when all are there', () => {
    const { out, lines, matching } = openReader('plain');
    const view = showDeploymentProgress(out, systemClock);
    view.show(step('running'));
    for (const current of [1_000, 31_200_000, 62_300_000]) view.show(bytes(current));
    expect(matching('web:v7')).toEqual([]);
    for (const current of [62_400_000, 62_450_000, 62_500_000]) view.show(bytes(current));
    view.show(step('done'));
    view.end();
    expect(lines()).toEqual([
      expect.stringMatching(/▸ image/),
      `    ${FULL} 62.4 MB of 62.4 MB  web:v7 from local to far`,
      expect.stringMatching(/✓ image/),
      '',
      '',
    ]);
    expect(lines().join('')).not.toContain('\u001b');
  });
});

describe('the bytes of a build', () => {
  const pulled = (text: string, currentBytes?: number, totalBytes?: number) =>
    ({
      stage: 'pull',
      progress: {
        text,
        ...(currentBytes === undefined ? {} : { currentBytes }),
        ...(totalBytes === undefined ? {} : { totalBytes }),
      },
    }) as const;
  const step = (state: 'running' | 'done') =>
    ({ stage: 'build', progress: { kind: 'step', id: 'one', name: 'COPY . .', state } }) as const;

  it('that is pulled are a bar below it on a terminal, until the build goes on', () => {
    const { out, matching } = openReader('terminal');
    const view = showBuildProgress(out, systemClock);
    view.show({ stage: 'hash', files: 2, bytes: 10 });
    view.show(pulled('0123: Pulling fs layer'));
    expect(matching('0123')).toEqual([expect.stringMatching(/^ +0123: Pulling fs layer$/)]);
    view.show(pulled('0123: Downloading', 31_200_000, 62_400_000));
    expect(matching('0123')).toEqual([
      expect.stringMatching(new RegExp(`^ +${HALF} 31\\.2 MB of 62\\.4 MB  0123: Downloading$`)),
    ]);
    view.show(pulled('0123: Extracting', 1_000));
    expect(matching('0123')).toEqual([expect.stringMatching(/^ +1\.0 kB {2}0123: Extracting$/)]);
    view.show(step('running'));
    expect(matching('pull the image')).toEqual([expect.stringMatching(/^ {2}✓ .* pull the image$/)]);
    expect(matching('0123')).toEqual([]);
    view.end('untested');
  });

  it('that a step fetches are a bar with its name', () => {
    const { out, matching } = openReader('terminal');
    const view = showBuildProgress(out, systemClock);
    const bytes = (current: number) =>
      ({
        stage: 'build',
        progress: { kind: 'bytes', id: 'layer', name: 'FROM base', current, total: 62_400_000 },
      }) as const;
    view.show(bytes(31_200_000));
    expect(matching('FROM base')).toHaveLength(1);
    expect(matching(`${HALF} 31.2 MB of 62.4 MB`)).toHaveLength(1);
    view.show(bytes(62_400_000));
    expect(matching(`${FULL} 62.4 MB of 62.4 MB`)).toHaveLength(1);
    expect(matching('31.2 MB')).toHaveLength(0);
    view.end('untested');
  });

  it.each([
    ['that builds on what was pulled', [step('running'), step('done')]],
    ['that is nothing but what was pulled', []],
  ])('are one plain line for the pull without a terminal, of a release %s', (_what, stages) => {
    const { out, lines } = openReader('plain');
    const view = showBuildProgress(out, systemClock);
    for (const current of [1_000, 31_200_000, 62_400_000])
      view.show(pulled('0123: Downloading', current, 62_400_000));
    for (const stage of stages) view.show(stage);
    view.end('untested');
    expect(lines()[0]).toMatch(/^ {2}✓ .* pull the image$/);
    expect(lines().filter((line) => line.includes('pull the image'))).toHaveLength(1);
    expect(lines().join('')).not.toContain('\u001b');
  });

  it('of a pull that failed are no line that says it was done', () => {
    const { out, lines } = openReader('plain');
    const view = showBuildProgress(out, systemClock);
    view.show(pulled('0123: Downloading', 1_000, 62_400_000));
    view.end('failed');
    expect(lines()).toEqual(['']);
  });
});
