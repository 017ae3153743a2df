import type { HostDetail } from '../../../shared/model/host-views.ts';
import { engineFacts } from '../hosts/engine-facts.ts';
import type { CallDeps, CoreCallHandlers } from './calls.ts';
import { given } from './given.ts';

type HostHandlers = Pick<
  CoreCallHandlers,
  | 'hosts.search'
  | 'hosts.try'
  | 'hosts.check'
  | 'hosts.usage'
  | 'hosts.add'
  | 'hosts.remove'
  | 'environments.add'
  | 'environments.remove'
>;

export function hostHandlers({ core }: CallDeps): HostHandlers {
  const check = async (name: string): Promise<HostDetail> => {
    const { info, ...checked } = await core.hosts.check(name);
    return { ...checked, engine: engineFacts(info) };
  };
  return {
    'hosts.search': () => core.hosts.search(),
    'hosts.try': ({ endpoint }) => core.hosts.try(endpoint),
    'hosts.check': ({ name }) => check(name),
    'hosts.usage': ({ name }) => core.hosts.usage(name),
    'hosts.add': async (request) => {
      const { host } = await core.hosts.add(given(request));
      return check(host.name);
    },
    'hosts.remove': async ({ name }) => {
      await core.hosts.remove(name);
      return null;
    },
    'environments.add': (request) => core.environments.add(given(request)),
    'environments.remove': async ({ name }) => {
      await core.environments.remove(name);
      return null;
    },
  };
}
