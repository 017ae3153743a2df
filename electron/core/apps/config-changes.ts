import type { PlacementConfig, VariableValue, VolumeMount } from '../../../shared/model/app-config.ts';
import type { ConfigChange } from '../../../shared/model/plan.ts';
import { formatDuration } from './duration.ts';
import { formatPublish } from './parse-publish.ts';
import { formatShare, formatSize } from './size.ts';

/**
 * What differs between the configuration that serves and the one to come, one line each, in a fixed order. Without a
 * `before` everything that the new one sets is added. Of a secret only its reference is known here, and only that it
 * changed is said.
 */
export function diffPlacementConfig(
  before: PlacementConfig | undefined,
  after: PlacementConfig,
): readonly ConfigChange[] {
  const old = before === undefined ? new Map<string, Fact>() : factsOf(before);
  const now = factsOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((key) => change(old.get(key), now.get(key)))
    .filter((found) => found !== undefined);
}

/** One thing that a configuration sets. */
interface Fact {
  readonly what: string;
  readonly name: string;
  /** What is shown. */
  readonly text: string;
  /** What is compared, where that is not what is shown. */
  readonly identity?: string;
}

function change(old: Fact | undefined, now: Fact | undefined): ConfigChange | undefined {
  const fact = now ?? old;
  if (fact === undefined) return undefined;
  const { what, name } = fact;
  if (old === undefined) return { kind: 'added', what, name, after: fact.text };
  if (now === undefined) return { kind: 'removed', what, name, before: fact.text };
  if ((old.identity ?? old.text) === (now.identity ?? now.text)) return undefined;
  // Two references of one kind look the same, since what they refer to is not shown.
  const after = old.text === now.text ? `${now.text}, another one` : now.text;
  return { kind: 'changed', what, name, before: old.text, after };
}

function factsOf(config: PlacementConfig): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Fact>();
  const add = (what: string, name: string, text: string | undefined, identity?: string): void => {
    if (text === undefined || text === '') return;
    facts.set(`${what} ${name}`, { what, name, text, ...(identity === undefined ? {} : { identity }) });
  };
  for (const [name, value] of sorted(config.environment)) {
    add('variable', name, describeVariable(value), JSON.stringify(value));
  }
  add('port', 'publish', config.publish && formatPublish(config.publish));
  add('port', 'port', config.port?.toString());
  add('mode', 'mode', config.mode);
  add('replicas', 'replicas', String(config.replicas));
  add('strategy', 'strategy', config.strategy);
  for (const mount of config.volumes) add('mount', mount.target, describeMount(mount));
  for (const folder of config.tmpfs) add('mount', folder.split(':')[0] ?? folder, `tmpfs ${folder}`);
  add('mount', 'read_only', config.readOnly ? 'true' : undefined);
  addLimits(config, add);
  addHealth(config, add);
  add('command', 'command', words(config.command));
  add('command', 'entrypoint', words(config.entrypoint));
  add('command', 'user', config.user);
  add('command', 'working_dir', config.workingDir);
  add('stop', 'stop_signal', config.stopSignal);
  add('stop', 'stop_grace_period', formatDuration(config.stopGraceMs));
  add('command', 'init', config.init ? 'true' : undefined);
  add('capability', 'cap_add', config.capAdd.toSorted().join(', '));
  add('capability', 'cap_drop', config.capDrop.toSorted().join(', '));
  add('host', 'extra_hosts', config.extraHosts.toSorted().join(', '));
  for (const [name, value] of sorted(config.labels)) add('label', name, quoted(value));
  add('edge', 'edge.image', config.edge.image);
  add('edge', 'edge.maxConnections', String(config.edge.maxConnections));
  return facts;
}

type Add = (what: string, name: string, text: string | undefined) => void;

function addLimits(config: PlacementConfig, add: Add): void {
  add('limit', 'mem_limit', config.memory === undefined ? undefined : formatSize(config.memory));
  add('limit', 'cpus', config.cpus?.toString());
  add('limit', 'pids_limit', config.pids?.toString());
}

function addHealth({ health, ...config }: PlacementConfig, add: Add): void {
  if (config.mode === 'http') add('health', 'health.path', health.path);
  add('health', 'health.interval', formatDuration(health.intervalMs));
  add('health', 'health.timeout', formatDuration(health.timeoutMs));
  add('health', 'health.rise', String(health.rise));
  add('health', 'health.fall', String(health.fall));
  add('health', 'health.stable', formatDuration(health.stableMs));
  add('health', 'health.deadline', formatDuration(health.deadlineMs));
  add('swap', 'bake', formatDuration(config.bakeMs));
  add('swap', 'bake.maxErrorRate', formatShare(config.bakeMaxErrorRate));
  add('swap', 'warmFor', formatDuration(config.warmForMs));
  add('swap', 'drain', formatDuration(config.drainMs));
}

function sorted<T>(record: Readonly<Record<string, T>>): readonly [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function describeVariable(value: VariableValue): string {
  return typeof value === 'string' ? quoted(value) : `secret (${value.secret.split(':')[0] ?? ''})`;
}

function describeMount(mount: VolumeMount): string {
  return `${mount.source}${mount.readOnly ? ' (read-only)' : ''}`;
}

/** Empty text stays visible, line ends do not break the line. */
function quoted(text: string): string {
  return text === '' || /[\s"]/.test(text) ? JSON.stringify(text) : text;
}

function words(list: readonly string[] | undefined): string | undefined {
  return list?.map(quoted).join(' ');
}
