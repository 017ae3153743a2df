import type { CallDeps, CoreCallHandlers } from './calls.ts';
import { given } from './given.ts';

type CareHandlers = Pick<
  CoreCallHandlers,
  | 'health.changes'
  | 'health.traffic'
  | 'drift.scan'
  | 'storage.plan'
  | 'storage.apply'
  | 'doctor.run'
  | 'doctor.fix'
>;

export function careHandlers({ core, house }: CallDeps): CareHandlers {
  return {
    'health.changes': (filter) => house.healthChanges(given(filter)),
    'health.traffic': ({ span, ...place }) => house.traffic(place, span),
    'drift.scan': async (request) => {
      const reports = await core.drift(given(request));
      house.tellDrift(reports);
      return reports;
    },
    'storage.plan': (request) => core.storage.plan(given(request)),
    'storage.apply': (request) => {
      const place = request.host === undefined ? 'every host' : request.host;
      const operation = house.operations.begin(
        { kind: 'storage', title: `Clean up ${place}` },
        async (tools) => {
          tools.tell('Looking what may go');
          const outcome = await core.storage.apply({ ...given(request), signal: tools.signal });
          return { kind: 'storage', outcome };
        },
      );
      return { operation: operation.id };
    },
    'doctor.run': () => core.doctor(),
    'doctor.fix': () => core.doctor({ fix: true }),
  };
}
