import { describe, expect, it } from 'vitest';
import { collectEvidence } from '../../../electron/core/deployments/endings/collect-evidence.ts';
import type { EdgeState } from '../../../electron/core/edge/edge.ts';
import type { Engine } from '../../../electron/core/engine/engine.ts';
import { frame, sendJson, type FakeEngine } from '../../support/fake-engine.ts';
import { connectToFake } from '../../support/with-fake-engine.ts';

const REPLICAS = [
  { id: 'one', name: 'web-green-1', replica: 1 },
  { id: 'two', name: 'web-green-2', replica: 2 },
];

/** A container as the engine describes it. */
function putContainer(
  fake: FakeEngine,
  id: string,
  state: Readonly<Record<string, unknown>>,
  environment: readonly string[] = [],
): void {
  fake.on(`GET /containers/${id}/json`, ({ response }) =>
    sendJson(response, 200, {
      Id: id,
      Name: `/web-${id}`,
      Image: 'sha256:1',
      RestartCount: 0,
      State: state,
      Config: { Labels: {}, Env: environment, Tty: false },
    }),
  );
}

/** Its whole output: as Docker does, only so many of the last lines are given as are asked for, unless it `ignoresTail`. */
function putLog(fake: FakeEngine, id: string, lines: readonly string[], ignoresTail = false): void {
  fake.on(`GET /containers/${id}/logs`, ({ response, query }) => {
    const tail = query.get('tail');
    const given = tail === null || ignoresTail ? lines : lines.slice(-Number(tail));
    response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
    response.end(Buffer.concat(given.map((line) => frame(1, `2026-11-23T01:02:03.5Z ${line}\n`))));
  });
}

function collect(engine: Engine, edge?: EdgeState, variables = {}) {
  return collectEvidence(engine, 'green', REPLICAS, edge, variables);
}

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('the evidence of a failed deployment', () => {
  it('is kept of each replica: how it ended, what its health check said, and what the edge saw', async () => {
    const { fake, engine } = await connectToFake();
    putContainer(fake, 'one', { Status: 'exited', Running: false, ExitCode: 137, OOMKilled: true });
    putLog(fake, 'one', ['growing']);
    putContainer(fake, 'two', {
      Status: 'running',
      Running: true,
      ExitCode: 0,
      Health: {
        Status: 'unhealthy',
        Log: [
          { ExitCode: 0, Output: 'well\n' },
          { ExitCode: 1, Output: 'queue is full\n' },
        ],
      },
    });
    putLog(fake, 'two', ['waiting']);
    const health = { address: '', status: 'down', ready: false, sinceMs: 0 } as const;
    const edge = {
      replicas: [
        { ...health, colour: 'green', replica: 1, check: 'L4CON Connection refused' },
        { ...health, colour: 'blue', replica: 2, check: 'L7OK 200' },
        { ...health, colour: 'green', replica: 2, check: 'L7STS 503' },
      ],
    } as const;

    expect(await collect(engine, edge as unknown as EdgeState)).toEqual([
      {
        container: 'web-green-1',
        replica: 1,
        state: 'exited',
        exitCode: 137,
        oomKilled: true,
        logLines: ['growing'],
        healthLog: [],
        edgeCheck: 'L4CON Connection refused',
      },
      {
        container: 'web-green-2',
        replica: 2,
        state: 'running',
        oomKilled: false,
        logLines: ['waiting'],
        healthLog: ['exit 0: well', 'exit 1: queue is full'],
        edgeCheck: 'L7STS 503',
      },
    ]);
  });

  it.each([
    ['an engine that gives as many as are asked for', false],
    ['one that gives all it has', true],
  ])('has the last 200 lines of each log, from %s', async (_engine, ignoresTail) => {
    const { fake, engine } = await connectToFake();
    for (const { id } of REPLICAS) putContainer(fake, id, { Status: 'exited', Running: false, ExitCode: 1 });
    putLog(fake, 'one', numbered(500), ignoresTail);
    putLog(fake, 'two', numbered(3), ignoresTail);
    const [one, two] = await collect(engine);
    expect(one?.logLines).toEqual(numbered(500).slice(300));
    expect(two?.logLines).toEqual(['line 1', 'line 2', 'line 3']);
    // Nobody wants the whole of a large log to come here for its end.
    expect(
      fake.calls.filter(({ path }) => path.endsWith('/logs')).map(({ query }) => query.get('tail')),
    ).toEqual(['200', '200']);
  });

  it('has no secrets in the log, the health log or the words of the engine', async () => {
    const { fake, engine } = await connectToFake();
    const state = {
      Status: 'created',
      Running: false,
      ExitCode: 127,
      Error: 'exec hunter2-hunter2: not found',
      Health: { Status: 'unhealthy', Log: [{ ExitCode: 1, Output: 'wrong: hunter2-hunter2' }] },
    };
    for (const { id } of REPLICAS) {
      putContainer(fake, id, state, ['PASSWORD=hunter2-hunter2']);
      putLog(fake, id, ['logging in with hunter2-hunter2']);
    }
    const evidence = await collect(engine, undefined, { PASSWORD: { secret: 'env:PASSWORD' } });
    expect(evidence[1]).toMatchObject({
      state: 'created: exec (secret PASSWORD): not found',
      logLines: ['logging in with (secret PASSWORD)'],
      healthLog: ['exit 1: wrong: (secret PASSWORD)'],
    });
    expect(JSON.stringify(evidence)).not.toContain('hunter2');
  });

  it('is as much as can be had: of a replica that is gone, and of one whose log cannot be read', async () => {
    const { fake, engine } = await connectToFake();
    putContainer(fake, 'two', { Status: 'exited', Running: false, ExitCode: 1 });
    fake.on('GET /containers/two/logs', ({ response }) =>
      sendJson(response, 500, { message: 'no such driver' }),
    );
    expect(await collect(engine)).toEqual([
      { container: 'web-green-1', replica: 1, state: 'gone', oomKilled: false, logLines: [], healthLog: [] },
      {
        container: 'web-green-2',
        replica: 2,
        state: 'exited',
        exitCode: 1,
        oomKilled: false,
        logLines: ['(its log could not be read)'],
        healthLog: [],
      },
    ]);
  });
});
