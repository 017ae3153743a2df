import type { Core } from '../../../electron/core/core.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { NOW } from './sample-records.ts';

const FACTS = {
  name: 'desk',
  version: '29.0.1',
  apiVersion: '1.52',
  os: 'linux',
  architecture: 'amd64',
  imageStore: 'containerd',
  storageDriver: 'overlayfs',
  builder: 'buildkit',
  rootless: false,
  flavour: 'docker',
  dataRoot: '/var/lib/docker',
} as const;

/** One host, and an engine that answers a trial at any endpoint but `unix:///nowhere`. */
export function fakeHosts(note: (name: string, request: unknown) => void): Core['hosts'] {
  return {
    add: () => Promise.reject(new Failure('engine.unreachable', 'No engine answers at unix:///nowhere.')),
    list: () => [
      {
        id: 'host-1',
        name: 'local',
        endpoint: { kind: 'unix', path: '/var/run/docker.sock' },
        address: '127.0.0.1',
        createdAt: NOW,
      },
    ],
    remove: (name) => {
      note('hosts.remove', name);
      return Promise.resolve();
    },
    check: () => Promise.reject(new Failure('engine.unreachable', 'No engine answers at unix:///nowhere.')),
    search: () =>
      Promise.resolve({
        platform: 'linux',
        tried: [
          { endpoint: 'unix:///var/run/docker.sock', from: 'usual place of Docker Engine', engine: FACTS },
          {
            endpoint: 'unix:///nowhere',
            from: 'DOCKER_HOST',
            problem: { code: 'engine.unreachable', message: 'No engine answers there.', details: {} },
          },
        ],
        advice: [{ title: 'Install one', text: 'It is a package.', command: 'sudo apt install engine' }],
      }),
    try: (endpoint) => {
      note('hosts.try', endpoint);
      if (endpoint === 'unix:///nowhere')
        return Promise.reject(new Failure('engine.unreachable', 'No engine answers at unix:///nowhere.'));
      return Promise.resolve({ endpoint, engine: FACTS, pingMs: 2, warnings: [], same: 'local' });
    },
    usage: (host) => Promise.resolve({ host, imagesBytes: 5_000_000_000, buildCacheBytes: 1_000_000_000 }),
  };
}
