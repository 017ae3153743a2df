import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All that axe knows of WCAG 2.2 AA, and its advice beyond that. */
const RUN = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
})`;

/** What moves is looked at where it comes to rest: half faded text has another contrast. Spinners never come to rest. */
const SETTLE = `Promise.all(document.getAnimations()
  .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
  .map((animation) => animation.finished.catch(() => undefined)))`;

/**
 * What somebody with a screen reader, weak eyes or no mouse would stumble over on this page: a line for each element, empty
 * when there is nothing. The page's own policy lets no foreign script in, so axe comes by way of the debugger.
 */
export async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${AXE}; undefined`);
  await page.evaluate(`${SETTLE}.then(() => undefined)`);
  const { violations } = await page.evaluate<AxeResults>(RUN);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(' ')}: ${html.slice(0, 200)}`),
  );
}
