import { z } from 'zod';
import type { Environment } from '../../model/environment.ts';
import type { EngineSearch, HostDetail, HostTrial, HostUsage } from '../../model/host-views.ts';
import { command, query } from '../define-call.ts';
import { name, nothing } from '../inputs.ts';

const endpoint = z.string().min(1).max(1024);
const address = z.string().min(1).max(255);

export const hostCalls = {
  /** Where an engine was looked for, what was found, and how to get one here. */
  'hosts.search': query(nothing).answers<EngineSearch>(),
  /** Connects and asks what it is. Records nothing. */
  'hosts.try': query(z.strictObject({ endpoint })).answers<HostTrial>(),
  'hosts.check': query(z.strictObject({ name })).answers<HostDetail>(),
  /** Seconds on a full host. */
  'hosts.usage': query(z.strictObject({ name })).answers<HostUsage>(),
  'hosts.add': command(
    z.strictObject({ name, endpoint: endpoint.optional(), address: address.optional() }),
  ).answers<HostDetail>(),
  'hosts.remove': command(z.strictObject({ name })).answers<null>(),
  'environments.add': command(
    z.strictObject({
      name,
      hosts: z.array(name).min(1).max(100),
      after: name.optional(),
      policy: z
        .strictObject({
          tested: z.boolean(),
          soakMs: z.number().min(0).max(31_536_000_000),
          approval: z.boolean(),
        })
        .optional(),
    }),
  ).answers<Environment>(),
  'environments.remove': command(z.strictObject({ name })).answers<null>(),
};
