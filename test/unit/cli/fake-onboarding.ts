import type { Onboarding } from '../../../electron/core/apps/onboarding/onboarding.ts';
import { Failure } from '../../../electron/core/runtime/failure.ts';
import { NOW, sampleConfig } from './sample-records.ts';

/** A folder whose proposal is the same every time; `/full` has a file already, `/odd` cannot be used as it is. */
export function fakeOnboarding(note: (name: string, request: unknown) => void): Onboarding {
  const proposal = (directory: string) => ({
    directory,
    file: `${directory}/twinberth.yaml`,
    exists: directory === '/full',
    text: 'app: web\nport: 8080\n',
    because: ['port: 8080, since EXPOSE 8080 in Dockerfile'],
    problems: directory === '/odd' ? [{ line: 1, key: 'app', message: 'app has no image.' }] : [],
    warnings: [],
  });
  return {
    folders: (directory = '/') => Promise.resolve({ directory, folders: [] }),
    inspect: (directory) => Promise.resolve(proposal(directory)),
    check: (directory, text) => Promise.resolve({ ...proposal(directory), text }),
    create: (directory, text) => {
      note('apps.create', { directory, text });
      if (directory === '/full') return Promise.reject(new Failure('app.taken', 'There is one already.'));
      const file = `${directory}/twinberth.yaml`;
      return Promise.resolve({
        app: { name: 'web', directory, createdAt: NOW },
        config: {
          app: 'web',
          directory,
          file,
          source: { kind: 'image', reference: 'bb:1' },
          environments: new Map([['dev', sampleConfig()]]),
        },
        warnings: [],
      });
    },
  };
}
