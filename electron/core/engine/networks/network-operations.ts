import { z } from 'zod';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineNetwork, EngineNetworks } from '../engine-network.ts';
import { apiPath, labelFilter, LIMIT } from '../http/engine-request.ts';
import { undefinedIfGone } from '../http/undefined-if-gone.ts';
import { stringMap, text } from '../payload.ts';

const payload = z.object({
  Id: z.string(),
  Name: z.string(),
  Labels: stringMap,
  IPAM: z
    .object({ Config: z.array(z.object({ Subnet: text })).nullish() })
    .nullish()
    .transform((value) => value?.Config ?? []),
  Containers: z
    .record(z.string(), z.object({ IPv4Address: text }))
    .nullish()
    .transform((value) => value ?? {}),
});

export function networkOperations({ http }: EngineConnection): EngineNetworks {
  const about = (doing: string) => ({ kind: 'network' as const, doing });
  return {
    inspect: async (name) => {
      const found = await undefinedIfGone(
        http.json(
          {
            method: 'GET',
            path: apiPath('networks', name),
            limitMs: LIMIT.question,
            about: about(`describe network ${name}`),
          },
          payload,
        ),
      );
      return found && toNetwork(found);
    },
    list: async (labels = {}) => {
      const found = await http.json(
        {
          method: 'GET',
          path: '/networks',
          query: { filters: labelFilter(labels) },
          limitMs: LIMIT.question,
          about: about('list networks'),
        },
        z.array(payload),
      );
      return found.map(toNetwork);
    },
    create: async ({ name, subnet, labels }) => {
      const { Id } = await http.json(
        {
          method: 'POST',
          path: '/networks/create',
          json: {
            Name: name,
            // Before API 1.44 two networks may have one name unless this is asked for.
            CheckDuplicate: true,
            Driver: 'bridge',
            IPAM: { Config: [{ Subnet: subnet }] },
            Labels: labels,
          },
          limitMs: LIMIT.change,
          about: about(`create network ${name} (${subnet})`),
        },
        z.object({ Id: z.string() }),
      );
      return { id: Id, name, labels, subnets: [subnet], addresses: {} };
    },
    remove: async (id) => {
      await http.call({
        method: 'DELETE',
        path: apiPath('networks', id),
        accept: [404],
        limitMs: LIMIT.change,
        about: about(`remove network ${id}`),
      });
    },
  };
}

function toNetwork(found: z.infer<typeof payload>): EngineNetwork {
  return {
    id: found.Id,
    name: found.Name,
    labels: found.Labels,
    subnets: found.IPAM.map((config) => config.Subnet).filter((subnet) => subnet !== ''),
    addresses: Object.fromEntries(
      Object.entries(found.Containers)
        .map(([id, endpoint]) => [id, endpoint.IPv4Address.replace(/\/\d+$/, '')] as const)
        .filter(([, address]) => address !== ''),
    ),
  };
}
