import type { ContainerSpec } from '../container-spec.ts';

/** What the API's `POST /containers/create` takes; what the spec does not say is left to the image or the engine. */
export function containerBody(spec: ContainerSpec): Readonly<Record<string, unknown>> {
  const { network, publish = [] } = spec;
  return present({
    Image: spec.image,
    Labels: spec.labels,
    Cmd: spec.command,
    // An empty list means "none", which is not the same as leaving the image's own.
    Entrypoint: spec.entrypoint,
    Env: spec.environment,
    User: spec.user,
    WorkingDir: spec.workingDir,
    Hostname: spec.hostname,
    StopSignal: spec.stopSignal,
    ExposedPorts: Object.fromEntries(publish.map(({ containerPort }) => [`${containerPort}/tcp`, {}])),
    HostConfig: hostConfig(spec),
    NetworkingConfig: network && {
      EndpointsConfig: {
        [network.name]: present({
          IPAMConfig: network.address === undefined ? undefined : { IPv4Address: network.address },
          Aliases: network.aliases,
        }),
      },
    },
  });
}

function hostConfig(spec: ContainerSpec): Readonly<Record<string, unknown>> {
  const { cpus, logRotation, ulimits } = spec;
  return present({
    NetworkMode: spec.network?.name ?? 'none',
    RestartPolicy: { Name: spec.restart ?? 'no' },
    PortBindings: portBindings(spec.publish ?? []),
    Mounts: spec.mounts?.map((mount) => ({
      Type: mount.kind,
      Source: mount.source,
      Target: mount.target,
      ReadOnly: mount.readOnly,
    })),
    Tmpfs: spec.tmpfs && Object.fromEntries(spec.tmpfs.map(tmpfsEntry)),
    ReadonlyRootfs: spec.readOnlyRoot,
    Init: spec.init,
    Memory: spec.memoryBytes,
    NanoCpus: cpus === undefined ? undefined : Math.round(cpus * 1e9),
    PidsLimit: spec.pids,
    CapAdd: spec.capAdd,
    CapDrop: spec.capDrop,
    ExtraHosts: spec.extraHosts,
    Ulimits: ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
    LogConfig: logRotation && {
      Type: 'json-file',
      Config: { 'max-size': String(logRotation.maxBytes), 'max-file': String(logRotation.maxFiles) },
    },
  });
}

function portBindings(publish: NonNullable<ContainerSpec['publish']>) {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { containerPort, hostPort, hostAddress } of publish)
    (bindings[`${containerPort}/tcp`] ??= []).push({ HostIp: hostAddress ?? '', HostPort: String(hostPort) });
  return bindings;
}

/** As `docker run --tmpfs`: a path, or a path, a colon and mount options. */
function tmpfsEntry(entry: string): readonly [string, string] {
  const colon = entry.indexOf(':');
  return colon === -1 ? [entry, ''] : [entry.slice(0, colon), entry.slice(colon + 1)];
}

function present(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
