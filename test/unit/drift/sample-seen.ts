import type { SeenContainer } from '../../../electron/core/drift/found-drift.ts';
import type { ContainerSetup } from '../../../electron/core/engine/container-setup.ts';
import type { ContainerSpec } from '../../../electron/core/engine/container-spec.ts';
import type { ContainerState, ContainerSummary } from '../../../electron/core/engine/engine.ts';

export const sampleSpec: ContainerSpec = {
  name: 'twinberth-web-prod-blue-1',
  image: 'sha256:web',
  labels: {},
  command: ['node', 'server.js'],
  user: '1000',
  memoryBytes: 134_217_728,
  cpus: 1.5,
  pids: 100,
  readOnlyRoot: true,
  init: false,
  capAdd: ['NET_BIND_SERVICE'],
  capDrop: ['ALL'],
  extraHosts: ['db:10.0.0.2'],
  tmpfs: ['/run:size=1m'],
  mounts: [{ kind: 'volume', source: 'twinberth-web-prod-data', target: '/data', readOnly: false }],
  network: { name: 'twinberth-prod', address: '10.192.0.33' },
};

/** A container that is in every way what `sampleSpec` asks for. */
export function sampleSeen(
  change: { readonly state?: Partial<ContainerState>; readonly setup?: Partial<ContainerSetup> } = {},
): SeenContainer {
  return {
    state: {
      id: 'c1',
      name: sampleSpec.name,
      image: sampleSpec.image,
      labels: {},
      status: 'running',
      running: true,
      pid: 1,
      exitCode: 0,
      oomKilled: false,
      error: '',
      restartCount: 0,
      addresses: { 'twinberth-prod': '10.192.0.33' },
      ports: [{ containerPort: 8080, protocol: 'tcp' }],
      mounts: [
        {
          type: 'volume',
          name: 'twinberth-web-prod-data',
          source: '/var/lib/docker/volumes/x/_data',
          target: '/data',
          readOnly: false,
        },
        { type: 'volume', name: 'f'.repeat(64), source: '/var/lib/x', target: '/anonymous', readOnly: false },
      ],
      environment: [],
      ...change.state,
    },
    setup: {
      command: ['node', 'server.js'],
      entrypoint: ['docker-entrypoint.sh'],
      user: '1000',
      workingDir: '/app',
      stopSignal: '',
      healthTest: [],
      restart: 'always',
      memoryBytes: 134_217_728,
      cpus: 1.5,
      cpuShares: 0,
      cpuSet: '',
      pids: 100,
      privileged: false,
      readOnlyRoot: true,
      init: false,
      capAdd: ['CAP_NET_BIND_SERVICE'],
      capDrop: ['ALL'],
      extraHosts: ['db:10.0.0.2'],
      tmpfs: ['/run'],
      ...change.setup,
    },
  };
}

export function sampleSummary(change: Partial<ContainerSummary> = {}): ContainerSummary {
  return {
    id: 'c1',
    name: sampleSpec.name,
    image: sampleSpec.image,
    labels: {},
    state: 'running',
    createdAt: 0,
    ports: [],
    ...change,
  };
}
