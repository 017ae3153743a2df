// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { provideChromium } from '../browser/provide-chromium.mjs';
import { prepareDesktop } from '../electron/prepare-desktop.mjs';
import { provideShells } from '../shells/provide-shells.mjs';
import { countCheck, countReport, summaryLines, totalOf } from './count-report.mjs';
import { inOwnNetwork } from './in-own-network.mjs';
import { runProgram } from './run-program.mjs';
import { withEngineFor } from './with-engine-for.mjs';
import { needsBrowser, needsBuild, pickSuites } from './suites.mjs';

/** @typedef {{ checkout: string, stopped: () => boolean }} Run */

/**
 * Runs the named suites, or all; prints what each did and the sum on the last line.
 * @param {readonly string[]} names
 * @param {Run} run
 * @returns {Promise<number>} exit code: 0 only when nothing failed
 */
export async function runSuites(names, run) {
  const picked = pickSuites(names);
  if (needsBrowser(picked))
    provideChromium({
      env: process.env,
      root: process.getuid?.() === 0,
      log: (line) => console.error(`[browser] ${line}`),
    });
  if (picked.some((suite) => suite.kind === 'suite' && suite.needsDesktop))
    prepareDesktop({ env: process.env, log: (line) => console.error(`[electron] ${line}`) });
  if (picked.some((suite) => suite.kind === 'suite' && suite.needsShells))
    process.env['PATH'] = provideShells({
      env: process.env,
      cache: join(run.checkout, '.twinberth-test', 'packages'),
      log: (line) => console.error(`[shells] ${line}`),
    });
  const reports = join(run.checkout, '.twinberth-test', 'reports');
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const needsEngine = picked.some((suite) => suite.kind === 'suite' && suite.needsEngine);
  const outcomes = await withEngineFor(needsEngine, run.checkout, async (inEngine) => {
    const done = [];
    if (needsBuild(picked)) {
      const built = countCheck('build', await runProgram('tsc', ['-b'], { cwd: run.checkout }));
      if (built.failed > 0) done.push({ ...built, problem: 'what the suites below run is not this source' });
    }
    for (const suite of picked) {
      if (run.stopped()) {
        done.push({ ...countCheck(suite.name, 1), problem: 'interrupted' });
        continue;
      }
      console.error(`\n── ${suite.name} ──`);
      done.push(await runSuite(suite, { ...run, reports, inEngine }));
    }
    return done;
  });
  for (const line of ['', ...summaryLines(outcomes)]) console.log(line);
  return totalOf(outcomes).failed === 0 ? 0 : 1;
}

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {Run & { reports: string, inEngine: import('./with-engine-for.mjs').RunInEngine }} run
 */
async function runSuite(suite, { checkout, reports, inEngine }) {
  if (suite.kind === 'check') {
    const [program, ...args] = suite.command;
    return countCheck(suite.name, await runProgram(program, args, { cwd: checkout }));
  }
  const report = join(reports, `${suite.name}.json`);
  const args = [
    'run',
    '--project',
    suite.name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const [program, words] = suite.ownNetwork ? inOwnNetwork('vitest', args) : ['vitest', args];
  const exitCode = await (suite.needsEngine
    ? inEngine(program, words)
    : runProgram(program, words, { cwd: checkout }));
  return countReport(suite.name, existsSync(report) ? readFileSync(report, 'utf8') : undefined, exitCode);
}
