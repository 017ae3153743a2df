import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import { isPlainMap } from './config-field.ts';
import { formatKeyPath, type ConfigProblem } from './config-problem.ts';
import { formatDuration } from './duration.ts';
import type { ParsedYaml } from './parse-yaml.ts';

/** Settings that are possible each by itself and impossible together. */
export function findContradictions(
  environments: ReadonlyMap<string, PlacementConfig>,
  yaml: ParsedYaml,
): readonly ConfigProblem[] {
  const found = new Map<string, ConfigProblem>();
  for (const [name, config] of environments) {
    const report = (path: readonly string[], message: string, suggestion?: string): void => {
      const place = ownOrApp(yaml, name, path);
      const problem = { ...yaml.position(place, 'key'), key: formatKeyPath(place), message };
      found.set(`${problem.key} ${message}`, suggestion === undefined ? problem : { ...problem, suggestion });
    };
    const { stableMs, deadlineMs } = config.health;
    if (stableMs >= deadlineMs) {
      report(
        ['health', 'stable'],
        `(${formatDuration(stableMs)}) must be shorter than the deadline (${formatDuration(deadlineMs)})`,
        'The new colour has until `health.deadline` to have been well for `health.stable`.',
      );
    }
    const twice = firstTwice([
      ...config.volumes.map((mount) => mount.target),
      ...config.tmpfs.map((folder) => folder.split(':')[0] ?? ''),
    ]);
    if (twice !== undefined) report(['volumes'], `mounts two things at ${twice}`);
  }
  return [...found.values()];
}

/** Where something was written: in the environment, else with the app. */
function ownOrApp(yaml: ParsedYaml, environment: string, path: readonly string[]): readonly string[] {
  const own = ['environments', environment, ...path];
  return isWritten(yaml.value, own) ? own : path;
}

function isWritten(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  return isPlainMap(value) && Object.hasOwn(value, key) && isWritten(value[key], rest);
}

function firstTwice(list: readonly string[]): string | undefined {
  return list.find((each, index) => list.indexOf(each) !== index);
}
