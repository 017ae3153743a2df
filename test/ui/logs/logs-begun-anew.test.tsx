import { expect, onTestFinished, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LogSearch } from '../../../renderer/screens/logs/log-search.ts';
import { LogRing } from '../../../renderer/screens/logs/log-ring.ts';
import { BLUE_1, rowsInSight, stageLogs } from './log-stage.tsx';

const CUT = { code: 'engine.unreachable', message: 'nuc-1 does not answer.', details: {} } as const;

test('a long line stays open when the stream begins anew', async () => {
  const { print, listener, announce } = await stageLogs();
  print([`begin ${'x'.repeat(1_000_000)}`]);
  await userEvent.click(page.getByRole('button', { name: /1\.0 MB/ }));
  const dialog = page.getByRole('dialog', { name: 'One line, 1.0 MB' });
  await expect.element(dialog).toBeVisible();
  listener().end(CUT);
  await userEvent.click(page.getByRole('button', { name: /again/i }), { force: true });
  announce(BLUE_1);
  print(['short']);
  await expect.element(dialog).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => rowsInSight().join(' ')).toContain('short');
});

test('logs that cannot be read are not said to be empty, and what was read stays until there is more', async () => {
  const { bridge, print, listener } = await stageLogs([]);
  listener().end(CUT);
  await expect.element(page.getByText(CUT.message)).toBeVisible();
  await expect.element(page.getByText(/have printed nothing/)).not.toBeInTheDocument();
  const [first] = bridge.streams('logs.follow');
  await userEvent.click(page.getByRole('button', { name: /again/i }));
  await expect.poll(() => bridge.streams('logs.follow')[0] !== first).toBe(true);
  listener().item({ sources: [BLUE_1], lines: [] });
  print(['kept']);
  await expect.poll(() => rowsInSight().join(' ')).toContain('kept');
  listener().end(CUT);
  await userEvent.click(page.getByRole('button', { name: /again/i }));
  listener().end(CUT);
  await expect.element(page.getByText(CUT.message)).toBeVisible();
  expect(rowsInSight().join(' ')).toContain('kept');
});

test('the thread that searched ends with the search, and one that does not load says so', async () => {
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  onTestFinished(() => ended.mockRestore());
  const ring = new LogRing();
  ring.add({
    sources: [BLUE_1],
    lines: [{ source: 0, stream: 'stdout', at: 0, text: 'one' }],
  });
  const search = new LogSearch(ring, () => undefined);
  search.ask({ text: 'one', expression: false, matchCase: false });
  await expect.poll(() => search.state.state).toBe('done');
  search.dispose();
  expect(ended).toHaveBeenCalledTimes(1);

  const RealWorker = window.Worker;
  onTestFinished(() => {
    window.Worker = RealWorker;
  });
  window.Worker = class extends RealWorker {
    constructor() {
      super('data:text/javascript,throw new Error("it does not load")');
    }
  };
  const broken = new LogSearch(ring, () => undefined);
  broken.ask({ text: 'one', expression: false, matchCase: false });
  await expect.poll(() => broken.state.problem).toBe('The search could not be performed here.');
});
