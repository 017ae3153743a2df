import type { HostView, LiveDeployment, PlacementView } from '../../../shared/model/house.ts';
import { placementKey } from '../../../shared/model/house.ts';
import type { Picture } from '../../../electron/core/house/picture.ts';
import { sampleBegin } from '../deployments/sample-records.ts';

export function samplePlacement(app: string, change: Partial<PlacementView> = {}): PlacementView {
  const place = { app, environment: 'prod', host: 'local' };
  return {
    key: placementKey(place),
    ...place,
    health: 'well',
    healthSince: 1,
    replicas: { up: 1, wanted: 1 },
    version: 1,
    blue: { state: 'serving', version: 1 },
    green: { state: 'empty' },
    held: false,
    ...change,
  };
}

export function sampleHostView(name: string, change: Partial<HostView> = {}): HostView {
  return {
    id: `id-${name}`,
    name,
    endpoint: 'unix:///var/run/docker.sock',
    address: '127.0.0.1',
    state: 'here',
    since: 1,
    ...change,
  };
}

export function sampleLive(id: string, change: Partial<LiveDeployment['deployment']> = {}): LiveDeployment {
  const { config: _config, plan, ...begun } = sampleBegin(id, 2);
  return {
    key: 'web/prod/local',
    deployment: { ...begun, sequence: 7, state: 'running', ...change },
    host: 'local',
    strategy: plan.strategy,
    source: plan.source,
    interruptions: [],
    plan: [],
    steps: [],
  };
}

export function samplePicture(change: {
  readonly hosts?: readonly HostView[];
  readonly apps?: Picture['apps'];
  readonly placements?: readonly PlacementView[];
  readonly live?: readonly LiveDeployment[];
}): Picture {
  return {
    hosts: change.hosts ?? [],
    lanes: [],
    apps: change.apps ?? [],
    placements: new Map((change.placements ?? []).map((view) => [view.key, view])),
    live: new Map((change.live ?? []).map((live) => [live.deployment.id, live])),
  };
}
