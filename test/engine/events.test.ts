import { expect, onTestFinished, test, vi } from 'vitest';
import type { EngineEvent } from '../../electron/core/engine/engine-event.ts';
import { useEngine } from '../support/with-engine.ts';

const { engine, create } = await useEngine();

test('the life of a container is told in order, after the call to list everything', async () => {
  const events: EngineEvent[] = [];
  onTestFinished(engine.watch((event) => events.push(event)));
  await vi.waitUntil(() => events.length > 0);
  expect(events[0]).toEqual({ kind: 'relist' });

  const id = await create({ command: ['sh', '-c', 'exit 5'], labels: { colour: 'blue' } });
  await engine.containers.start(id);
  await engine.containers.wait(id);
  await engine.containers.remove(id);
  const mine = () => events.filter((event) => event.kind === 'container' && event.id === id);
  await vi.waitUntil(() => mine().some((event) => 'action' in event && event.action === 'destroy'), {
    timeout: 10_000,
  });
  expect(mine().map((event) => ('action' in event ? event.action : ''))).toEqual([
    'create',
    'start',
    'die',
    'destroy',
  ]);
  expect(mine()[2]).toMatchObject({ attributes: { exitCode: '5', colour: 'blue' } });
});
