import type { ContainerSpec, RestartPolicy } from '../engine/container-spec.ts';
import type { ContainerState, EngineImage } from '../engine/engine.ts';
import { formatBytes } from '../runtime/format-bytes.ts';
import { compareMounts } from './compare-mounts.ts';
import type { Difference, Differ, SeenContainer } from './found-drift.ts';

export interface SetupQuestion {
  readonly spec: ContainerSpec;
  readonly restart: RestartPolicy;
  /** Given only where the container may have been made by somebody else: what it takes from its image is then compared, too. */
  readonly image?: EngineImage | undefined;
  readonly healing: string;
}

/** What a container was made with, against what it should have been made with. Variables are compared apart. Pure. */
export function compareSetup(question: SetupQuestion, seen: SeenContainer): readonly Difference[] {
  const { spec } = question;
  const { state, setup } = seen;
  const differ = differOf(question.healing);
  return [
    ...differ('image', 'image', 'image', spec.image, state.image),
    ...differ(
      'command',
      'entrypoint',
      'entry point',
      words(spec.entrypoint ?? question.image?.entrypoint),
      words(setup.entrypoint),
    ),
    ...differ(
      'command',
      'command',
      'command',
      words(spec.command ?? question.image?.command),
      words(setup.command),
    ),
    ...differ(
      'command',
      'working-dir',
      'working folder',
      spec.workingDir ?? question.image?.workingDir,
      setup.workingDir,
    ),
    ...differ(
      'command',
      'stop-signal',
      'stop signal',
      spec.stopSignal ?? question.image?.stopSignal,
      setup.stopSignal,
    ),
    ...differ('user', 'user', 'user', spec.user ?? question.image?.user, setup.user),
    ...differ('limit', 'memory', 'memory limit', bytes(spec.memoryBytes), bytes(setup.memoryBytes)),
    ...differ('limit', 'cpus', 'limit of processors', amount(spec.cpus), amount(setup.cpus)),
    ...differ(
      'limit',
      'cpu-shares',
      'share of processors',
      'default',
      setup.cpuShares === 0 ? 'default' : String(setup.cpuShares),
    ),
    ...differ('limit', 'cpu-set', 'set of processors', 'all', setup.cpuSet === '' ? 'all' : setup.cpuSet),
    ...differ('limit', 'pids', 'limit of processes', amount(spec.pids), amount(setup.pids)),
    ...differ('restart', 'restart', 'restart policy', question.restart, setup.restart),
    ...differ('option', 'read-only', 'read-only root', yes(spec.readOnlyRoot), yes(setup.readOnlyRoot)),
    ...differ('option', 'init', 'init process', yes(spec.init), yes(setup.init)),
    ...differ('option', 'privileged', 'privileged', 'no', yes(setup.privileged)),
    ...differ(
      'option',
      'cap-add',
      'added capabilities',
      capabilities(spec.capAdd),
      capabilities(setup.capAdd),
    ),
    ...differ(
      'option',
      'cap-drop',
      'dropped capabilities',
      capabilities(spec.capDrop),
      capabilities(setup.capDrop),
    ),
    ...differ('option', 'extra-hosts', 'extra hosts', list(spec.extraHosts), list(setup.extraHosts)),
    ...compareMounts(spec, seen, differ),
    ...differ('port', 'ports', 'published ports', wantedPorts(spec), seenPorts(state)),
  ];
}

/** An expectation that is not known is none. */
function differOf(healing: string): Differ {
  return (kind, id, name, expected, observed) =>
    expected === undefined || expected === observed
      ? []
      : [
          {
            kind,
            id,
            what: `its ${name} is not the recorded one`,
            severity: 'warning',
            expected,
            observed,
            healing,
          },
        ];
}

const NONE = 'none';

function words(command: readonly string[]): string;
function words(command: readonly string[] | undefined): string | undefined;
function words(command: readonly string[] | undefined): string | undefined {
  return command && list(command, ' ');
}

function list(values: readonly string[] | undefined, between = ', '): string {
  return values === undefined || values.length === 0 ? NONE : values.join(between);
}

/** Engines store capabilities with or without their prefix, in the order given. */
function capabilities(names: readonly string[] | undefined): string {
  return list((names ?? []).map((name) => name.toUpperCase().replace(/^CAP_/, '')).toSorted());
}

function bytes(limit: number | undefined): string {
  return limit === undefined || limit === 0 ? NONE : `${formatBytes(limit)} (${limit} bytes)`;
}

function amount(limit: number | undefined): string {
  return limit === undefined || limit <= 0 ? NONE : String(limit);
}

function yes(value: boolean | undefined): string {
  return value === true ? 'yes' : 'no';
}

function wantedPorts({ publish = [] }: ContainerSpec): string {
  return list(
    publish.map(({ hostAddress, hostPort, containerPort }) => portText(hostAddress, hostPort, containerPort)),
  );
}

/** Where every interface is meant, engines name IPv4's and IPv6's apart. */
function seenPorts({ ports }: ContainerState): string {
  const published = ports.filter(({ hostPort }) => hostPort !== undefined);
  return list([
    ...new Set(
      published.map(({ hostAddress, hostPort, containerPort }) =>
        portText(hostAddress, hostPort ?? 0, containerPort),
      ),
    ),
  ]);
}

function portText(address: string | undefined, hostPort: number, containerPort: number): string {
  const every = address === undefined || address === '' || address === '0.0.0.0' || address === '::';
  return `${every ? '' : `${address}:`}${hostPort}:${containerPort}`;
}
