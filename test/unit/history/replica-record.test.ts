import { describe, expect, it } from 'vitest';
import { replicaSpec } from '../../../electron/core/deployments/planning/replica-spec.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { describeReplicas, readReplicaRecord } from '../../../electron/core/history/replica-record.ts';
import * as rows from '../db/sample-rows.ts';

const facts = {
  deployment: {
    ...rows.deployment({ id: 'd1', message: 'for the summer', previous: 'd0', from: 'staging' }),
    sequence: 3,
    state: 'running' as const,
  },
  release: rows.release({ test: { state: 'passed', durationMs: 12, command: ['node', '--test'] } }),
  host: rows.host,
  environment: {
    id: 'e1',
    name: 'dev',
    position: 2,
    hosts: ['h1'],
    policy: { tested: true, soakMs: 60_000, approval: false },
  },
  app: { name: 'web', directory: '/srv/web', createdAt: 1 },
};

function replica(record: string) {
  const { deployment, release } = facts;
  return replicaSpec({
    config: deployment.config,
    release,
    image: 'sha256:on-this-engine',
    environment: 'dev',
    host: 'local',
    colour: 'blue',
    replica: 1,
    deployment: deployment.id,
    network: 'twinberth-dev',
    address: '10.192.0.33',
    owner: 'ann@desk',
    variables: new Map([
      ['LOG_LEVEL', 'info'],
      ['DB_PASSWORD', 'hunter2'],
    ]),
    ...(record === '' ? {} : { record }),
  });
}

describe('the record on a replica', () => {
  it('says of a deployment what a lost history would need', () => {
    const labels = replica(describeReplicas(facts)).labels;
    expect(readReplicaRecord(labels[LABEL.record])).toMatchObject({
      deployment: {
        id: 'd1',
        kind: 'deploy',
        by: 'ann@desk',
        via: 'cli',
        message: 'for the summer',
        previous: 'd0',
        from: 'staging',
        startedAt: facts.deployment.startedAt,
        config: rows.config,
      },
      release: facts.release,
      host: { id: 'h1', name: 'local', address: '127.0.0.1' },
      environment: { id: 'e1', position: 2, policy: facts.environment.policy },
      directory: '/srv/web',
    });
  });

  it('names where a secret is, never its value', () => {
    const { labels } = replica(describeReplicas(facts));
    expect(labels[LABEL.record]).toContain('env:DB_PASSWORD');
    expect(Object.values(labels).join('\n')).not.toContain('hunter2');
  });

  it('is no part of what tells whether a container is as it should be', () => {
    const hash = (record: string) => replica(record).labels[LABEL.specHash];
    expect(hash(describeReplicas(facts))).toBe(hash(''));
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['another form', describeReplicas(facts).replace('"form":1', '"form":2')],
    [
      'a value beside the reference of a secret',
      describeReplicas(facts).replace('"secret":', '"value":"x","secret":'),
    ],
    ['a name that no container could have', describeReplicas(facts).replace('"app":"web"', '"app":"../web"')],
  ])('is not believed when it is %s', (_what, label) => {
    expect(readReplicaRecord(label)).toBeUndefined();
  });
});
