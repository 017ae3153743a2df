import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { INTERRUPT_SIGNALS } from '../../../electron/cli/interruption.ts';
import { startLoad } from '../../support/load-client.ts';
import { connectByLink } from '../../support/serve/enter.ts';
import { startServing } from '../../support/serve/start-serving.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine } from './command-line.ts';

/** A version that does not get ready has so long that nobody waits for it. */
const SLOW = { path: '/healthz', interval: '250ms', deadline: '10m' };

let shop: Workshop;
let cli: CommandLine;
/** v1 serves as blue and there is nothing else. */
beforeEach(async () => {
  shop = await openWorkshop();
  cli = await openCommandLine(shop);
  await shop.configure({ version: 'v1' });
  expect(await cli.run('deploy', shop.app, shop.dev)).toMatchObject({ code: 0 });
});
afterEach(async () => {
  await cli.remove();
  await shop.remove();
});

async function containers(): Promise<readonly string[]> {
  const all = await shop.engine.containers.list({ [LABEL.app]: shop.app });
  return all
    .map(({ labels, state }) => `${labels[LABEL.role] ?? ''} ${labels[LABEL.colour] ?? ''} ${state}`)
    .sort();
}

describe.each(INTERRUPT_SIGNALS)('%s', (signal) => {
  it('before the switch takes everything back, says what serves, and ends with 130', async () => {
    await shop.configure({ version: 'v2', behaviour: 'slow-start' });
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const running = cli.start(['deploy', shop.app, shop.dev, '--build']);
    await running.until(/▸ ready/);
    running.child.kill(signal);
    const done = await running.ended;
    const load = await clients.stop();
    expect(done).toMatchObject({ code: 130, signal: null });
    expect(done.stderr).toContain('Stopping: what was begun is taken back');
    expect(done.stdout).toMatch(new RegExp(`Serving in ${shop.dev} now: ${shop.app} v1 .* blue`));
    expect(load).toMatchObject({ failures: [], versions: ['v1'] });
    expect(await containers()).toEqual(['edge  running', 'replica blue running']);
    const history = await cli.run('history', shop.app, '--json');
    expect(history.json()).toMatchObject({ deployments: [{ state: 'interrupted' }, { state: 'live' }] });
  });

  it('during the bake leaves the new version serving, says so, and leaves the verdict to the next command', async () => {
    await shop.configure({ version: 'v2', app: { bake: '4s' } });
    const running = cli.start(['deploy', shop.app, shop.dev, '--build']);
    await running.until(/▸ bake/);
    running.child.kill(signal);
    const done = await running.ended;
    expect(done.code).toBe(130);
    expect(done.stdout).toContain(`v2 serves in ${shop.dev}`);
    expect(done.stdout).toContain('The next command, or the app, judges its bake.');
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    await expect
      .poll(async () => (await cli.run('status')).stderr, { timeout: 20_000 })
      .toMatch(/passed its bake and is live/);
  });

  it('ends `watch`, and `serve` once it has taken back what was begun there', async () => {
    await shop.configure({ version: 'v2', behaviour: 'never-healthy', app: { health: SLOW } });
    expect(await cli.run('build', shop.app)).toMatchObject({ code: 0 });
    const watching = cli.start(['watch', '--json']);
    await watching.until(/"watching"/);
    const serving = await startServing(cli.env, { cwd: shop.folder });
    const client = await connectByLink(serving.url);
    await client.get('deployments.start', { kind: 'deploy', app: shop.app, environment: shop.dev });
    await watching.until(/"deployment.began"/);
    await expect.poll(containers, { timeout: 30_000 }).toContain('replica green running');
    expect(await serving.stop(signal)).toMatchObject({ code: 0, signal: null });
    await watching.until(/"deployment.ended"/);
    watching.child.kill(signal);
    expect(await watching.ended).toMatchObject({ code: 0, signal: null });
    expect((await shop.get(shop.ports.dev)).version).toBe('v1');
    expect(await containers()).toEqual(['edge  running', 'replica blue running']);
    const history = await cli.run('history', shop.app, '--json');
    expect(history.json()).toMatchObject({ deployments: [{ state: 'interrupted' }, { state: 'live' }] });
  });
});

describe('Ctrl-C', () => {
  it('answers a program that asked for a document with one', async () => {
    await shop.configure({ version: 'v2', behaviour: 'slow-start' });
    const running = cli.start(['deploy', shop.app, shop.dev, '--build', '--json']);
    await running.until(/▸ ready/);
    running.child.kill('SIGINT');
    const done = await running.ended;
    expect(done.code).toBe(130);
    expect(done.json()).toMatchObject({ state: 'interrupted', serving: { release: 'v1', colour: 'blue' } });
  });
});

describe('--detach', () => {
  it('returns after the switch, and the next command judges the bake', async () => {
    await shop.configure({ version: 'v2', app: { bake: '1s' } });
    const done = await cli.run('deploy', shop.app, shop.dev, '--build', '--detach', '--json');
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect(done.json()).toMatchObject({ state: 'baking', colour: 'green' });
    expect((await shop.get(shop.ports.dev)).version).toBe('v2');
    await expect
      .poll(async () => (await cli.run('status')).stderr, { timeout: 20_000 })
      .toMatch(/passed its bake and is live/);
  });
});
