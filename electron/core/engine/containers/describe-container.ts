import { z } from 'zod';
import { isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { ContainerSetup } from '../container-setup.ts';
import type { ContainerState } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { count, flag, stringMap, strings, text } from '../payload.ts';
import { containerPayload, readContainerState } from './read-container-state.ts';

const setupPayload = z.object({
  Config: z.object({
    Cmd: strings,
    Entrypoint: strings,
    User: text,
    WorkingDir: text,
    StopSignal: text,
    Healthcheck: z.object({ Test: strings }).nullish(),
  }),
  HostConfig: z.object({
    RestartPolicy: z.object({ Name: text }).nullish(),
    Memory: count,
    NanoCpus: count,
    CpuQuota: count,
    CpuShares: count,
    CpusetCpus: text,
    PidsLimit: count,
    Privileged: flag,
    ReadonlyRootfs: flag,
    Init: flag,
    CapAdd: strings,
    CapDrop: strings,
    ExtraHosts: strings,
    Tmpfs: stringMap,
  }),
});

/** State and setup in one request: both are read from the same answer. */
const both = z.preprocess(
  (raw) => ({ state: raw, setup: raw }),
  z.object({ state: containerPayload, setup: setupPayload }),
);

/** undefined when the container does not exist. */
export async function describeContainer(
  { http }: EngineConnection,
  idOrName: string,
): Promise<{ readonly state: ContainerState; readonly setup: ContainerSetup } | undefined> {
  try {
    const { state, setup } = await http.json(
      {
        method: 'GET',
        path: apiPath('containers', idOrName, 'json'),
        limitMs: LIMIT.question,
        about: { kind: 'container', doing: `describe container ${idOrName}` },
      },
      both,
    );
    return { state: readContainerState(state), setup: readSetup(setup) };
  } catch (error) {
    if (isFailure(error, 'container.missing')) return undefined;
    throw error;
  }
}

function readSetup({ Config: config, HostConfig: host }: z.infer<typeof setupPayload>): ContainerSetup {
  return {
    command: config.Cmd,
    entrypoint: config.Entrypoint,
    user: config.User,
    workingDir: config.WorkingDir,
    stopSignal: config.StopSignal,
    healthTest: config.Healthcheck?.Test ?? [],
    restart: host.RestartPolicy?.Name === '' ? 'no' : (host.RestartPolicy?.Name ?? 'no'),
    memoryBytes: host.Memory,
    // `docker update --cpu-quota` says the same thing in another way: of 100 ms, the engine's default period.
    cpus: host.NanoCpus > 0 ? host.NanoCpus / 1e9 : Math.max(0, host.CpuQuota) / 100_000,
    cpuShares: host.CpuShares,
    cpuSet: host.CpusetCpus,
    pids: Math.max(0, host.PidsLimit),
    privileged: host.Privileged,
    readOnlyRoot: host.ReadonlyRootfs,
    init: host.Init,
    capAdd: host.CapAdd,
    capDrop: host.CapDrop,
    extraHosts: host.ExtraHosts,
    tmpfs: Object.keys(host.Tmpfs),
  };
}
