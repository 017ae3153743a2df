import { describe, expect, it } from 'vitest';
import type { BuilderRecord } from '../../../electron/core/engine/image-usage.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { planStorage } from '../../../electron/core/storage/plan-storage.ts';
import type { HistoryFacts, HostFacts } from '../../../electron/core/storage/storage-facts.ts';
import { DAY, historyFacts, host, hostFacts, imageOf, NOW, OURS, release } from './sample-facts.ts';

const v1 = release(1);
const v2 = release(2);
const v3 = release(3);

function planOf(facts: HostFacts, history: HistoryFacts) {
  const [plan] = planStorage([facts], history);
  if (plan === undefined) throw new Error('there is no plan');
  return plan;
}

const kinds = (facts: HostFacts, history: HistoryFacts, id: string) =>
  planOf(facts, history)
    .keeps.find((image) => image.id === id)
    ?.reasons.map(({ kind }) => kind);

describe('bytes', () => {
  it('count a layer once, and only when everything that refers to it goes', () => {
    const facts = hostFacts([
      imageOf(v1, ['a100', 'b10', 'c1']),
      imageOf(v2, ['a100', 'b10', 'd2']),
      imageOf(v3, ['a100', 'e5']),
      { id: 'foreign', layers: ['a100'] },
    ]);
    const plan = planOf(facts, historyFacts([v1, v2, v3], { newest: v3.id }));
    expect(plan.removes.map(({ version }) => version)).toHaveLength(2);
    expect(plan.freesBytes).toBe(13);
    expect(plan.removes.map(({ freesBytes }) => freesBytes).reduce((a, b) => a + b)).toBe(13);
    expect(plan.keeps.map(({ version, costsBytes }) => [version, costsBytes])).toEqual([[3, 5]]);
    expect(plan.foreignImages).toBe(1);
  });

  it('tell the same layer on another base apart', () => {
    const facts = hostFacts([imageOf(v1, ['a100', 'b10']), imageOf(v2, ['z7', 'b10'])]);
    const plan = planOf(facts, historyFacts([v1, v2], { newest: v2.id }));
    expect(plan.freesBytes).toBe(110);
  });

  it('say how much of it the cache of the builder holds as well', () => {
    const facts = hostFacts([imageOf(v1, ['a100', 'b10']), imageOf(v2, ['a100'])]);
    const record = (sizeBytes: number, change: Partial<BuilderRecord> = {}) => ({
      id: `r${sizeBytes}`,
      description: 'RUN x',
      sizeBytes,
      shared: true,
      inUse: false,
      ...change,
    });
    const records = [
      record(10),
      record(100),
      record(3),
      record(7, { shared: false }),
      record(5, { inUse: true }),
    ];
    const shared = { ...facts, records };
    const history = historyFacts([v1, v2], { newest: v2.id });
    expect(planOf(shared, history).cachedBytes).toBe(10);
    expect(planOf(shared, history).cache?.map(({ id, why }) => [id, why])).toEqual([
      ['r10', 'image'],
      ['r100', 'image'],
      ['r3', 'image'],
      ['r7', 'builder'],
      ['r5', 'in-use'],
    ]);
    expect(planOf(facts, history).cachedBytes).toBeUndefined();
    expect(planOf(facts, history).cache).toBeUndefined();
  });
});

describe('what stays', () => {
  const facts = hostFacts([imageOf(v1, ['a1']), imageOf(v2, ['a1', 'b1'])]);

  it('is what a placement needs', () => {
    for (const kind of ['live', 'standby', 'deploying', 'rollback'] as const) {
      const need = { host: 'h1', reason: { kind, environment: 'prod', host: 'h1' } };
      const history = historyFacts([v1, v2], { needs: new Map([[v1.id, [need]]]) });
      expect(kinds(facts, history, v1.identity.configDigest)).toEqual([kind]);
    }
  });

  it('is what a placement on another host needs, unless that host has it itself', () => {
    const reason = { kind: 'rollback', environment: 'prod', host: 'h2' } as const;
    const needs = new Map([[v1.id, [{ host: 'h2', reason }]]]);
    const history = historyFacts([v1, v2], { needs }, ['h1', 'h2']);
    const here = { ...facts, host: host('h1') };
    const empty = hostFacts([], { host: host('h2') });
    const alsoThere = hostFacts([imageOf(v1, ['a1'])], { host: host('h2') });
    const going = (hosts: readonly HostFacts[]) =>
      planStorage(hosts, history)[0]?.removes.map(({ version }) => version);
    expect(going([here, empty])).toEqual([2]);
    expect(going([here])).toEqual([2]);
    expect(going([here, alsoThere])?.sort()).toEqual([1, 2]);
  });

  it('is the newest, what is pinned, and what was made lately and not deployed', () => {
    const young = release(1, { createdAt: NOW - 3 * DAY });
    const old = release(2, { createdAt: NOW - 8 * DAY });
    const history = historyFacts([young, old, v3], { pins: new Map([[3, 'ann@desk']]), newest: old.id });
    const all = hostFacts([imageOf(young, ['a1']), imageOf(old, ['a1']), imageOf(v3, ['a1'])]);
    expect(kinds(all, history, young.identity.configDigest)).toEqual(['recent']);
    expect(kinds(all, history, old.identity.configDigest)).toEqual(['newest']);
    expect(kinds(all, history, v3.identity.configDigest)).toEqual(['pinned']);
  });

  it('is what a container uses, running or not, whoever made it', () => {
    const user = { id: 'c', name: 'stranger', image: v1.identity.configDigest, labels: {} };
    const container = { ...user, state: 'exited', createdAt: 1, ports: [] };
    const used = { ...facts, containers: [container] };
    expect(planOf(used, historyFacts([v1, v2])).keeps).toMatchObject([
      { version: 1, reasons: [{ kind: 'in-use', containers: ['stranger'] }] },
    ]);
  });

  it('is what somebody gave another name, or pushed elsewhere', () => {
    const named = hostFacts([imageOf(v1, ['a1'], { tags: ['web:v1', 'shop/web:golden'] })]);
    expect(planOf(named, historyFacts([v1])).keeps).toMatchObject([
      { reasons: [{ kind: 'named', tags: ['shop/web:golden'] }] },
    ]);
  });

  it('is everything of an app whose own policy cannot be read', () => {
    expect(kinds(facts, historyFacts([v1, v2], { problem: 'line 3' }), v1.identity.configDigest)).toEqual([
      'unreadable',
    ]);
  });

  it('is a base, and the base of a base, of what stays; not of what goes', () => {
    const base = (of: string) => ({ labels: { ...OURS, 'org.opencontainers.image.base.digest': of } });
    const v4 = release(4);
    const stack = hostFacts([
      imageOf(v1, ['a1']),
      imageOf(v2, ['a1', 'b1'], base(v1.identity.configDigest)),
      imageOf(v3, ['a1', 'b1', 'c1'], base(v2.identity.configDigest)),
      imageOf(v4, ['z1']),
    ]);
    const staying = planOf(stack, historyFacts([v1, v2, v3, v4], { newest: v3.id }));
    expect(staying.removes.map(({ version }) => version)).toEqual([4]);
    expect(staying.keeps.find(({ version }) => version === 1)?.reasons).toEqual([
      { kind: 'base', of: ['web:v2'] },
    ]);
    const going = planOf(stack, historyFacts([v1, v2, v3, v4], { newest: v4.id }));
    expect(going.removes.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it('is what another history made, and what inherited our labels', () => {
    const strange = hostFacts([{ id: 'sha256:x', layers: ['a1'], labels: OURS }]);
    expect(planOf(strange, historyFacts([v1])).keeps).toMatchObject([
      { id: 'sha256:x', reasons: [{ kind: 'unknown', owner: 'ann@desk' }] },
    ]);
  });
});

describe('what goes', () => {
  it('says why: no rollback reaches it, withdrawn, or its app was removed', () => {
    const withdrawn = release(2, { withdrawnAt: NOW });
    const facts = hostFacts([imageOf(v1, ['a1']), imageOf(withdrawn, ['b1'])]);
    const why = (history: HistoryFacts) =>
      planOf(facts, history)
        .removes.map((image) => `${image.version ?? 0} ${image.why}`)
        .sort();
    expect(why(historyFacts([v1, withdrawn]))).toEqual(['1 old', '2 withdrawn']);
    expect(why(historyFacts([v1, withdrawn], { registered: false, newest: v1.id }))).toEqual([
      '1 app-removed',
      '2 withdrawn',
    ]);
  });

  it('is what a failed build left without a name; not what is being built', () => {
    const left = { id: 'sha256:x', layers: ['a1'], labels: { ...OURS, [LABEL.build]: 'b1' } };
    const facts = hostFacts([left]);
    const after = (state: 'failed' | 'cancelled' | 'running' | 'done') =>
      planOf(facts, { ...historyFacts([]), build: (id) => (id === 'b1' ? { state } : undefined) });
    expect(after('failed').removes).toMatchObject([{ why: 'leftover', freesBytes: 1 }]);
    expect(after('cancelled').removes).toHaveLength(1);
    expect(after('running').removes).toEqual([]);
    expect(after('done').removes).toEqual([]);
    const tagged = { ...facts, images: facts.images.map((image) => ({ ...image, tags: ['mine:1'] })) };
    expect(planOf(tagged, { ...historyFacts([]), build: () => ({ state: 'failed' }) }).removes).toEqual([]);
  });
});
