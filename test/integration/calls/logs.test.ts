import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { LogSource } from '../../../shared/model/log-batch.ts';
import type { Asker } from '../../support/ask-calls.ts';
import type { Workshop } from '../../support/workshop.ts';
import { openWindow } from './open-window.ts';

/** What a window shows of what a placement prints. */
describe('the lines of a placement, through the contract', () => {
  let shop: Workshop;
  let asker: Asker;
  const window = openWindow();
  const { build, start } = window;
  const dev = () => ({ app: shop.app, environment: shop.dev });
  beforeAll(async () => {
    ({ shop, asker } = await window.open());
    for (const version of ['v1', 'v2']) {
      await shop.configure({ version });
      expect((await build()).state).toBe('done');
      expect((await start({ kind: 'deploy', ...dev() })).state).toBe('done');
    }
  });
  afterAll(() => window.close());

  it('tells lines of both colours, and whose they are, with what comes later', async () => {
    const sources: LogSource[] = [];
    const texts: string[] = [];
    const stop = new AbortController();
    const stream = asker.stream('logs.follow', { ...dev(), of: 'both', tail: 100 }, stop.signal);
    for await (const batch of stream) {
      sources.push(...batch.sources);
      texts.push(...batch.lines.map(({ source, text }) => `${sources[source]?.colour ?? '?'} ${text}`));
      if (texts.some((text) => text.startsWith('blue')) && texts.some((text) => text.startsWith('green')))
        break;
    }
    stop.abort();
    expect(texts).toContain('blue sample: v1 listens on 8080, behaviour ok');
    expect(texts).toContain('green sample: v2 listens on 8080, behaviour ok');
    expect(sources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ colour: 'green', version: 2, replica: 1, host: 'local', role: 'replica' }),
      ]),
    );
  });

  it('goes on with the replicas of a deployment in between', async () => {
    const stop = new AbortController();
    const seen = (async () => {
      const sources: LogSource[] = [];
      const lines: string[] = [];
      for await (const batch of asker.stream('logs.follow', { ...dev(), tail: 0 }, stop.signal)) {
        sources.push(...batch.sources);
        lines.push(...batch.lines.map(({ text }) => text));
        if (lines.some((line) => line.includes('v3 listens'))) break;
      }
      return { sources, lines };
    })();
    await shop.configure({ version: 'v3' });
    expect((await build()).state).toBe('done');
    expect((await start({ kind: 'deploy', ...dev() })).state).toBe('done');
    const { sources, lines } = await seen;
    stop.abort();
    expect(sources.map(({ version }) => version)).toEqual([2, 3]);
    expect(lines).toContain('sample: v3 listens on 8080, behaviour ok');
  });

  it('reads on when a replica is restarted, no line twice and none lost', async () => {
    const [replica] = await shop.engine.containers.list({
      [LABEL.app]: shop.app,
      [LABEL.env]: shop.dev,
      [LABEL.release]: 'v3',
    });
    const id = replica?.id ?? '';
    const before = (await linesOf(shop, id)).length;
    const stop = new AbortController();
    const lines: string[] = [];
    let restarted: Promise<void> | undefined;
    for await (const batch of asker.stream('logs.follow', { ...dev(), tail: 10_000 }, stop.signal)) {
      lines.push(...batch.lines.map(({ text }) => text));
      restarted ??= (async () => {
        await shop.engine.containers.stop(id, 2000);
        await shop.engine.containers.start(id);
      })();
      if (lines.filter((line) => line.includes('v3 listens')).length === 2) break;
    }
    stop.abort();
    await restarted;
    expect(lines).toEqual(await linesOf(shop, id));
    expect(lines.length).toBeGreaterThan(before + 1);
  });
});

async function linesOf(shop: Workshop, id: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { text } of shop.engine.containers.logs(id, {})) lines.push(text);
  return lines;
}
