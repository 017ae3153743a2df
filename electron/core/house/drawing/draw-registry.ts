import type { AppView } from '../../../../shared/model/app-views.ts';
import { formatEndpoint } from '../../../../shared/model/host.ts';
import type { HostView, LaneView } from '../../../../shared/model/house.ts';
import type { Facts } from '../facts.ts';

export function drawHosts({ record, hosts }: Facts, openedAt: number): readonly HostView[] {
  return record.hosts.map((host) => {
    const { containers: _containers, ...sight } = hosts.get(host.id) ?? {
      state: 'connecting' as const,
      since: openedAt,
    };
    const { id, name, address } = host;
    return { id, name, address, endpoint: formatEndpoint(host.endpoint), ...sight };
  });
}

export function drawLanes({ record }: Facts): readonly LaneView[] {
  const names = new Map(record.hosts.map(({ id, name }) => [id, name]));
  return record.environments.map(({ hosts, ...lane }) => ({
    ...lane,
    hosts: hosts.map((id) => names.get(id) ?? id),
  }));
}

export function drawApps({ record, files }: Facts): readonly AppView[] {
  return record.apps.map(({ name, directory }) => {
    const { config, problem } = files.get(name) ?? {};
    const newest = record.newest.get(name);
    const version = newest?.newest ?? undefined;
    const deployable = newest?.deployable ?? undefined;
    const revision = newest?.revision ?? undefined;
    return {
      name,
      directory,
      source: sourceText(config),
      environments: [...(config?.environments.keys() ?? [])],
      ...(problem === undefined ? {} : { problem }),
      ...(version === undefined ? {} : { newest: version }),
      ...(deployable === undefined ? {} : { deployable }),
      next: (newest?.highest ?? 0) + 1,
      ...(revision === undefined ? {} : { revision }),
    };
  });
}

type Config = NonNullable<ReturnType<Facts['files']['get']>>['config'];

function sourceText(config: Config): string {
  if (config === undefined) return '';
  return config.source.kind === 'image' ? config.source.reference : config.source.dockerfile;
}
