import { describe, expect, it } from 'vitest';
import { replicaSpec } from '../../../electron/core/deployments/planning/replica-spec.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import { sampleConfig, sampleRelease } from './sample-records.ts';

const request = {
  config: sampleConfig({
    environment: { LOG_LEVEL: 'info', PASSWORD: { secret: 'env:DB_PASSWORD' } },
    volumes: [
      { kind: 'volume' as const, source: 'data', target: '/data', readOnly: false },
      { kind: 'bind' as const, source: '/etc/web', target: '/etc/web', readOnly: true },
    ],
    labels: { team: 'shop' },
  }),
  release: sampleRelease(7),
  image: 'sha256:on-this-engine',
  environment: 'prod',
  host: 'local',
  colour: 'green' as const,
  replica: 2,
  deployment: 'abc',
  network: 'twinberth-prod',
  address: '10.192.0.50',
  owner: 'anna@desk',
  variables: new Map([
    ['LOG_LEVEL', 'info'],
    ['PASSWORD', 'hunter2'],
  ]),
};

describe('the container of a replica', () => {
  it('is made from the engine ID, at its fixed address, and is not restarted before it is ready', () => {
    const spec = replicaSpec(request);
    expect(spec.name).toBe('twinberth-web-prod-green-2');
    expect(spec.image).toBe('sha256:on-this-engine');
    expect(spec.network).toEqual({ name: 'twinberth-prod', address: '10.192.0.50' });
    expect(spec.restart).toBe('no');
  });

  it('has a secret in its environment and nowhere else', () => {
    const { environment, ...rest } = replicaSpec(request);
    expect(environment).toContain('PASSWORD=hunter2');
    expect(JSON.stringify(rest)).not.toContain('hunter2');
    const other = replicaSpec({ ...request, variables: new Map([['PASSWORD', 'other']]) });
    expect(other.labels[LABEL.specHash]).toBe(rest.labels[LABEL.specHash]);
  });

  it('puts app and environment before the name of a volume, and takes a host folder as it is', () => {
    expect(replicaSpec(request).mounts?.map((mount) => mount.source)).toEqual([
      'twinberth-web-prod-data',
      '/etc/web',
    ]);
  });

  it("keeps the user's labels but lets none of them pass for ours", () => {
    const config = { ...request.config, labels: { team: 'shop', [LABEL.role]: 'edge' } };
    const { labels } = replicaSpec({ ...request, config });
    expect(labels['team']).toBe('shop');
    expect(labels[LABEL.role]).toBe('replica');
  });
});
