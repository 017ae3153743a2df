import type { HouseSnapshot } from '../../../shared/model/house.ts';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import { NOON, sampleApp, sampleHouse } from './sample-house.ts';
import { ONE_ENGINE, SAMPLE_ENGINE, sampleListing, sampleProposal } from './sample-onboarding.ts';

const NOTHING: Partial<HouseSnapshot> = {
  hosts: [],
  lanes: [],
  apps: [],
  placements: [],
  live: [],
  traffic: {},
};
const WEB = sampleApp('web', { directory: '/home/ada/src/web' });

/** A core on an empty machine with an engine, that reads and writes files as a real one would. */
export function emptyMachine(change: Partial<HouseSnapshot> = {}): FakeBridge {
  return createFakeBridge(sampleHouse({ ...NOTHING, ...change }), {
    'hosts.search': () => ONE_ENGINE,
    'hosts.add': () => ({
      host: {
        id: 'h-local',
        name: 'local',
        endpoint: { kind: 'unix', path: '/var/run/docker.sock' },
        address: '127.0.0.1',
        createdAt: NOON,
      },
      engine: SAMPLE_ENGINE,
      pingMs: 1,
      edgeImage: 'missing',
      warnings: [],
    }),
    'folders.list': ({ directory }) => sampleListing(directory),
    'apps.inspect': () => sampleProposal(),
    'apps.check': ({ text }) => sampleProposal({ text, because: [] }),
    'apps.create': () => ({ app: WEB, warnings: [] }),
    'apps.add': () => ({ app: WEB, warnings: [] }),
  });
}
