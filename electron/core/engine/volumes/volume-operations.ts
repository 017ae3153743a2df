import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineVolume, EngineVolumes } from '../engine.ts';
import { apiPath, labelFilter, LIMIT } from '../http/engine-request.ts';
import { undefinedIfGone } from '../http/undefined-if-gone.ts';
import { stringMap } from '../payload.ts';

const payload = z.object({ Name: z.string(), Labels: stringMap });

export function volumeOperations({ http }: EngineConnection): EngineVolumes {
  const about = (doing: string) => ({ kind: 'volume' as const, doing });
  return {
    inspect: async (name) => {
      const found = await undefinedIfGone(
        http.json(
          {
            method: 'GET',
            path: apiPath('volumes', name),
            limitMs: LIMIT.question,
            about: about(`describe volume ${name}`),
          },
          payload,
        ),
      );
      return found && toVolume(found);
    },
    create: async (name, labels) => {
      const made = await http.json(
        {
          method: 'POST',
          path: '/volumes/create',
          json: { Name: name, Labels: labels },
          limitMs: LIMIT.change,
          about: about(`create volume ${name}`),
        },
        payload,
      );
      return toVolume(made);
    },
    list: async (labels) => {
      const { Volumes } = await http.json(
        {
          method: 'GET',
          path: '/volumes',
          query: { filters: labelFilter(labels) },
          limitMs: LIMIT.question,
          about: about('list volumes'),
        },
        z.object({ Volumes: z.array(payload).nullish() }),
      );
      return (Volumes ?? []).map(toVolume);
    },
    remove: async (name) => {
      await http.call({
        method: 'DELETE',
        path: apiPath('volumes', name),
        accept: [404],
        limitMs: LIMIT.change,
        about: about(`remove volume ${name}`),
      });
    },
  };
}

function toVolume(found: z.infer<typeof payload>): EngineVolume {
  return { name: found.Name, labels: found.Labels };
}
