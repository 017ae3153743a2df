import { z } from 'zod';
import type { ContainerState, PublishedPort } from '../engine.ts';
import { asDigest, count, flag, stringMap, strings, text, time } from '../payload.ts';

const bindings = z
  .record(z.string(), z.array(z.object({ HostIp: text, HostPort: text })).nullish())
  .nullish()
  .transform((value) => value ?? {});

const health = z.object({
  Status: text,
  Log: z
    .array(z.object({ ExitCode: count, Output: text }))
    .nullish()
    .transform((value) => value ?? []),
});

/** `GET /containers/{id}/json`, as far as it is needed. Podman calls the health section `Healthcheck` in some versions. */
export const containerPayload = z.object({
  Id: z.string(),
  Name: text,
  Image: text,
  RestartCount: count,
  State: z.object({
    Status: text,
    Running: flag,
    Pid: count,
    ExitCode: count,
    OOMKilled: flag,
    Error: text,
    StartedAt: time,
    FinishedAt: time,
    Health: health.nullish(),
    Healthcheck: health.nullish(),
  }),
  Config: z.object({ Labels: stringMap, Env: strings, Tty: flag }),
  HostConfig: z
    .object({ PortBindings: bindings })
    .nullish()
    .transform((value) => value ?? { PortBindings: {} }),
  Mounts: z
    .array(z.object({ Type: text, Name: text, Source: text, Destination: text, RW: flag }))
    .nullish()
    .transform((value) => value ?? []),
  NetworkSettings: z
    .object({
      Ports: bindings,
      Networks: z
        .record(
          z.string(),
          z.object({ IPAddress: text, IPAMConfig: z.object({ IPv4Address: text }).nullish() }),
        )
        .nullish(),
    })
    .nullish()
    .transform((value) => ({ Ports: value?.Ports ?? {}, Networks: value?.Networks ?? {} })),
});

export function readContainerState(found: z.infer<typeof containerPayload>): ContainerState {
  const { State: state, NetworkSettings: network } = found;
  const healthState = readHealth(state.Health ?? state.Healthcheck);
  return {
    id: found.Id,
    name: found.Name.replace(/^\//, ''),
    image: asDigest(found.Image),
    labels: found.Config.Labels,
    status: readStatus(state.Status),
    running: state.Running,
    pid: state.Pid,
    exitCode: state.ExitCode,
    oomKilled: state.OOMKilled,
    error: state.Error,
    restartCount: found.RestartCount,
    ...(state.StartedAt === undefined ? {} : { startedAt: state.StartedAt }),
    ...(state.FinishedAt === undefined ? {} : { finishedAt: state.FinishedAt }),
    ...(healthState ? { health: healthState } : {}),
    addresses: readAddresses(network.Networks),
    // A container that does not run publishes nothing yet: then what it is going to publish is told.
    ports: readPorts(
      Object.keys(network.Ports).length > 0 || state.Running ? network.Ports : found.HostConfig.PortBindings,
    ),
    mounts: found.Mounts.map((mount) => ({
      type: mount.Type,
      ...(mount.Name === '' ? {} : { name: mount.Name }),
      source: mount.Source,
      target: mount.Destination,
      readOnly: !mount.RW,
    })),
    environment: found.Config.Env,
  };
}

const STATUSES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;

/** Podman has a few more words. */
function readStatus(word: string): ContainerState['status'] {
  const known = STATUSES.find((status) => status === word);
  if (known) return known;
  return word === 'configured' || word === 'initialized' ? 'created' : 'exited';
}

function readHealth(found: z.infer<typeof health> | null | undefined): ContainerState['health'] {
  const status = (['starting', 'healthy', 'unhealthy'] as const).find((word) => word === found?.Status);
  if (!found || !status) return undefined;
  return {
    status,
    log: found.Log.map(({ ExitCode, Output }) => `exit ${ExitCode}: ${Output.trimEnd()}`),
  };
}

/** The address it has, or, when it does not run, the fixed one that it will have. */
function readAddresses(
  networks: Readonly<
    Record<
      string,
      {
        readonly IPAddress: string;
        readonly IPAMConfig?: { readonly IPv4Address: string } | null | undefined;
      }
    >
  >,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(networks)
      .map(
        ([name, endpoint]) => [name, endpoint.IPAddress || (endpoint.IPAMConfig?.IPv4Address ?? '')] as const,
      )
      .filter(([, address]) => address !== ''),
  );
}

function readPorts(found: z.infer<typeof bindings>): readonly PublishedPort[] {
  return Object.entries(found).flatMap(([port, places]) => {
    const [containerPort = '', protocol = 'tcp'] = port.split('/');
    const common = { containerPort: Number(containerPort), protocol };
    if (!places || places.length === 0) return [common];
    return places.map(({ HostIp, HostPort }) => ({
      ...common,
      ...(HostPort === '' ? {} : { hostPort: Number(HostPort) }),
      ...(HostIp === '' ? {} : { hostAddress: HostIp }),
    }));
  });
}
