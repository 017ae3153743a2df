import { describe, expect, it } from 'vitest';
import { findVisits, type Watched } from '../../../electron/core/drift/find-visits.ts';
import { rememberDrift } from '../../../electron/core/drift/remember-drift.ts';
import { peekCommand } from '../../../electron/core/edge/peek-edge.ts';
import type { ThingEvent } from '../../../electron/core/engine/engine-event.ts';

const web: Watched = {
  summary: { id: 'w', name: 'web-1' },
  since: 1000,
  healthTest: ['CMD-SHELL', 'curl -f x || exit 1'],
};
const edge: Watched = { summary: { id: 'e', name: 'edge' }, since: 1000, healthTest: [], edgePort: 8080 };

function event(at: number, id: string, action: string, value?: string): ThingEvent {
  return { kind: 'container', action, id, attributes: {}, at, ...(value === undefined ? {} : { value }) };
}

const visitsOf = (...events: readonly ThingEvent[]) => findVisits([web, edge], events);

describe('visits', () => {
  it('are told once per program, with how often, and without arguments', () => {
    const found = visitsOf(
      event(2000, 'w', 'exec_create', 'sh -c export TOKEN=t0p'),
      event(2000, 'w', 'exec_start', 'sh -c export TOKEN=t0p'),
      event(5000, 'w', 'exec_start', 'sh -c ls'),
      event(6000, 'w', 'exec_start', 'env'),
    );
    expect(found).toMatchObject([
      { kind: 'exec', what: 'web-1: somebody ran `sh` in it 2 times', first: 2000, last: 5000 },
      { kind: 'exec', what: 'web-1: somebody ran `env` in it' },
    ]);
    expect(JSON.stringify(found)).not.toContain('t0p');
  });

  it.each([
    ['before the deployment', event(999, 'w', 'exec_start', 'sh')],
    ['in another container', event(2000, 'x', 'exec_start', 'sh')],
    ["of Docker's own health check", event(2000, 'w', 'exec_start', '/bin/sh -c curl -f x || exit 1')],
    ['of a session with the edge', event(2000, 'e', 'exec_start', '/bin/sh')],
    ['of a command stream to the edge', event(2000, 'e', 'exec_start', 'nc 127.0.0.1 9911')],
    ['of a scan such as this', event(2000, 'e', 'exec_start', peekCommand(8080).join(' '))],
    ['a restart by the engine itself', event(2000, 'w', 'start')],
  ])('are none: %s', (_name, other) => {
    expect(visitsOf(other)).toEqual([]);
  });

  it('tell of restarts by hand', () => {
    expect(visitsOf(event(2000, 'e', 'restart'))).toMatchObject([
      { kind: 'restarted', severity: 'info', what: 'edge: it was restarted by hand' },
    ]);
  });
});

describe('what is remembered', () => {
  const watched = new Map([['w', 1000]]);
  const facts = { deployment: 'd1', now: 9000 };
  const stopped = {
    id: 'blue 1 state',
    kind: 'state',
    what: 'it does not run',
    severity: 'serious',
    healing: '',
  } as const;

  it('is since when something has been so, until it is not', () => {
    const first = rememberDrift({ differences: [stopped], visits: [], watched }, [], facts);
    expect(first.findings).toMatchObject([{ what: 'it does not run', since: 9000 }]);
    const later = rememberDrift({ differences: [stopped], visits: [], watched }, first.remember, {
      ...facts,
      now: 20_000,
    });
    expect(later.findings).toMatchObject([{ since: 9000 }]);
    const gone = rememberDrift({ differences: [], visits: [], watched }, later.remember, facts);
    expect(gone).toEqual({ findings: [], remember: [] });
  });

  it('is what happened, also when the engine has forgotten it, and adds what happens later', () => {
    const visits = visitsOf(event(2000, 'w', 'exec_start', 'sh'));
    const first = rememberDrift({ differences: [], visits, watched }, [], facts);
    const stored = JSON.parse(JSON.stringify(first.remember)) as typeof first.remember;
    const forgotten = rememberDrift({ differences: [], visits: [], watched }, stored, facts);
    expect(forgotten.findings).toEqual(first.findings);
    const same = rememberDrift({ differences: [], visits, watched }, stored, facts);
    expect(same.findings).toEqual(first.findings);
    const again = visitsOf(event(8000, 'w', 'exec_start', 'sh'));
    const both = rememberDrift({ differences: [], visits: again, watched }, stored, facts);
    expect(both.findings).toMatchObject([{ what: 'web-1: somebody ran `sh` in it 2 times', since: 2000 }]);
  });

  it('is over with the container, and with a new deployment', () => {
    const visits = visitsOf(event(2000, 'w', 'exec_start', 'sh'));
    const { remember } = rememberDrift({ differences: [], visits, watched }, [], facts);
    for (const now of [new Map([['other', 1000]]), new Map([['w', 3000]])])
      expect(rememberDrift({ differences: [], visits: [], watched: now }, remember, facts).findings).toEqual(
        [],
      );
  });

  it('tells the worst first', () => {
    const note = { ...stopped, id: 'n', severity: 'info' as const, what: 'note' };
    const { findings } = rememberDrift({ differences: [note, stopped], visits: [], watched }, [], facts);
    expect(findings.map(({ severity }) => severity)).toEqual(['serious', 'info']);
  });
});
