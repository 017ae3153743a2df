import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { startLoad } from '../../support/load-client.ts';
import { openWorkshop, type Workshop } from '../../support/workshop.ts';
import { openCommandLine, type CommandLine, type Finished } from '../cli/command-line.ts';
import { whatIsThere } from './what-is-there.ts';

let shop: Workshop;
let ours: CommandLine;
/** Somebody else's: another home on the same engine, as another machine would be. */
let theirs: CommandLine;
beforeEach(async () => {
  shop = await openWorkshop();
  ours = await openCommandLine(shop);
  theirs = await openCommandLine(shop);
});
afterEach(async () => {
  await ours.remove();
  await theirs.remove();
  await shop.remove();
});

const deploy = (cli: CommandLine) => cli.run('deploy', shop.app, shop.dev, '--json');

async function build(cli: CommandLine): Promise<void> {
  expect(await cli.run('app', 'add', '.')).toMatchObject({ code: 0 });
  expect(await cli.run('build', shop.app)).toMatchObject({ code: 0 });
}

/** One of them is live, the other was told that it is being worked on, and by whom. */
function expectOneWon(ends: readonly Finished[]): void {
  const [won, lost] = ends.toSorted((a, b) => (a.code ?? 0) - (b.code ?? 0));
  expect(won, won?.stderr).toMatchObject({ code: 0 });
  expect(won?.json()).toMatchObject({ state: 'live' });
  expect(lost, lost?.stderr).toMatchObject({ code: 5 });
  expect(lost?.json()).toMatchObject({ error: { code: 'placement.locked', retry: true } });
  expect(lost?.stderr).toMatch(
    new RegExp(
      `${shop.app} in ${shop.dev} is being worked on: deploy of v\\d+, by \\S+@\\S+ since .*\\(process \\d+\\)`,
    ),
  );
}

async function containers(): Promise<readonly string[]> {
  const all = await shop.engine.containers.list({ [LABEL.app]: shop.app });
  return all.map(({ labels }) => `${labels[LABEL.role]} ${labels[LABEL.colour] ?? ''}`.trim()).sort();
}

describe('two deployments at once', () => {
  it('from one home: exactly one wins, the other is told who', async () => {
    await shop.configure({ version: 'v1' });
    await build(ours);
    expectOneWon(await Promise.all([deploy(ours), deploy(ours)]));
    expect(await containers()).toEqual(['edge', 'replica blue']);
    expect((await ours.run('history', '--json')).json()).toMatchObject({ deployments: [{ state: 'live' }] });
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });

  it('from two homes: the lock on the engine lets exactly one in, the other is told who', async () => {
    await shop.configure({ version: 'v1' });
    await build(ours);
    await build(theirs);
    expectOneWon(await Promise.all([deploy(ours), deploy(theirs)]));
    expect(await containers()).toEqual(['edge', 'replica blue']);
    expect(await shop.get(shop.ports.dev)).toMatchObject({ status: 200, version: 'v1' });
  });
});

describe('a placement that another home has deployed to', () => {
  it('is refused, goes on serving, and can be taken over', async () => {
    await shop.configure({ version: 'v1' });
    await build(ours);
    expect(await deploy(ours)).toMatchObject({ code: 0 });
    await shop.configure({ version: 'v2' });
    await build(theirs);
    const before = await whatIsThere(shop);
    const clients = startLoad({ host: shop.address, port: shop.ports.dev });
    const refused = await deploy(theirs);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.json()).toMatchObject({ error: { code: 'placement.foreign' } });
    expect(refused.stderr).toMatch(
      /is served by containers that another history deployed \(.*-blue-1, by \S+@\S+\); they stay untouched\./,
    );
    expect(refused.stderr).toContain(`twinberth history rebuild ${shop.app}`);
    expect(refused.stderr).toContain('Nothing was changed.');
    expect(await whatIsThere(shop)).toEqual(before);

    expect(await theirs.run('history', 'rebuild', shop.app)).toMatchObject({ code: 0 });
    const taken = await deploy(theirs);
    expect(taken, taken.stderr).toMatchObject({ code: 0 });
    expect(taken.json()).toMatchObject({ state: 'live', colour: 'green' });
    expect(await clients.stop()).toMatchObject({ failures: [], versions: ['v1', 'v2'] });
  });
});
