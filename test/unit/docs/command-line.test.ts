import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../../electron/cli/build-program.ts';
import { openCli } from '../../../electron/cli/cli.ts';
import { buildDocument } from '../../../electron/cli/documents/build-document.ts';
import { deploymentDocument } from '../../../electron/cli/documents/deployment-document.ts';
import { EXIT } from '../../../electron/cli/exit-codes.ts';
import { systemClock } from '../../../electron/core/runtime/clock.ts';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import { DEPLOYMENT_STATES } from '../../../shared/model/deployment.ts';
import { STEP_NAMES } from '../../../shared/model/plan.ts';
import { createFakeCore } from '../cli/fake-core.ts';
import { CapturedStream } from '../cli/run-line.ts';
import {
  sampleDeployment,
  sampleEvidence,
  samplePlan,
  sampleReceipt,
  sampleRelease,
} from '../cli/sample-records.ts';
import { codeIn, readDocument, rowsOf, sectionOf } from './read-document.ts';

const page = readDocument('docs/command-line.md');
const commands = leavesOf(program());

describe('docs/command-line.md', () => {
  test.each(commands.map((command) => [nameOf(command), command] as const))(
    'says what %s takes',
    (name, command) => {
      const section = sectionFor(name);
      const documented = rowsOf(section)
        .map(([option = '']) => codeIn(option)[0] ?? '')
        .filter((option) => option.startsWith('-'));
      expect(documented.sort()).toEqual(command.options.map(({ flags }) => flags).sort());
    },
  );

  test('documents no command that there is not', () => {
    const documented = [...page.matchAll(/^### twinberth ([a-z -]+[a-z])/gm)].map(([, name = '']) => name);
    expect(documented.sort()).toEqual(commands.map(nameOf).sort());
  });

  test('lists the exit codes', () => {
    const codes = rowsOf(sectionOf(page, '## Exit codes')).map(([code]) => Number(code));
    expect(codes).toEqual(Object.values(EXIT));
  });

  test('lists every error code, state and step', () => {
    const words = new Set(codeIn(page));
    const missing = [...ERROR_CODES, ...DEPLOYMENT_STATES, ...STEP_NAMES].filter((word) => !words.has(word));
    expect(missing).toEqual([]);
  });

  test.each([
    ['build', buildDocument({ release: sampleRelease(1), reused: false, durationMs: 1 })],
    [
      'deploy',
      deploymentDocument(
        {
          deployment: sampleDeployment({ error: { code: 'ready.failed', message: 'late', details: {} } }),
          steps: [],
          evidence: [sampleEvidence()],
          others: [],
        },
        () => 'local',
      ),
    ],
    ['deploy', sampleEvidence({ exitCode: 1, edgeCheck: 'L4CON' })],
    ['plan', samplePlan()],
    ['receipts', sampleReceipt({ interruptionMs: 1, connectionsCut: 1 })],
  ])('names every key that %s answers with', (name, document) => {
    const words = new Set(codeIn(sectionFor(name)));
    expect(Object.keys(document).filter((key) => !words.has(key))).toEqual([]);
  });
});

function sectionFor(name: string): string {
  const heading = page
    .split('\n')
    .find((line) => new RegExp(`^### twinberth ${name}( [[A-Zv]|$)`).test(line));
  return sectionOf(page, heading ?? `### twinberth ${name}`);
}

function program(): Command {
  const stream = new CapturedStream();
  return buildProgram(
    openCli(false, {
      stdout: stream,
      stderr: new CapturedStream(),
      stdin: new PassThrough(),
      env: {},
      cwd: '/',
      clock: systemClock,
      signals: { listen: () => () => undefined },
      createCore: () => Promise.resolve(createFakeCore()),
      historyFiles: () => Promise.reject(new Error('no file is read for the help')),
    }),
  );
}

/** The commands that do something; hidden ones are nobody's business. */
function leavesOf(command: Command): readonly Command[] {
  if (command.commands.length === 0) return command.name().startsWith('__') ? [] : [command];
  const inner = command.commands.flatMap(leavesOf);
  // A group such as \`host\` does nothing by itself; \`history\` does, and only that takes an argument.
  return command.registeredArguments.length > 0 ? [command, ...inner] : inner;
}

function nameOf(command: Command): string {
  const parent = command.parent;
  return parent?.parent ? `${nameOf(parent)} ${command.name()}` : command.name();
}
