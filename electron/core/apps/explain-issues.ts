import type { z } from 'zod';
import {
  APP_KEYS,
  BUILD_KEYS,
  DRIFT_KEYS,
  PLACEMENT_KEYS,
  RETENTION_KEYS,
  TEST_KEYS,
} from './app-config-schema.ts';
import { COMPOSE_HINTS } from './compose-hints.ts';
import { isPlainMap } from './config-field.ts';
import { formatKeyPath, type ConfigProblem } from './config-problem.ts';
import { didYouMean } from '../runtime/near-miss.ts';
import type { ParsedYaml } from './parse-yaml.ts';
import { NESTED_KEYS } from './placement-schema.ts';

type Issue = z.core.$ZodIssue;

/** What zod found, with the place in the file and a suggestion. */
export function explainIssues(issues: readonly Issue[], yaml: ParsedYaml): readonly ConfigProblem[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => unknownKey([...issue.path, key], yaml))
      : [explainIssue(issue, yaml)],
  );
}

function explainIssue(issue: Issue, yaml: ParsedYaml): ConfigProblem {
  const path = withinFile(issue.path, yaml.value);
  const suggestion: unknown = issue.code === 'custom' ? issue.params?.['suggestion'] : undefined;
  return {
    ...yaml.position(path, 'value'),
    key: formatKeyPath(issue.path.length === path.length ? path : missingIn(issue.path, path)),
    message: issue.message,
    ...(typeof suggestion === 'string' ? { suggestion } : {}),
  };
}

/** `bake: soon` is read as `bake: { window: soon }`; people are told about what they wrote. */
function withinFile(path: readonly PropertyKey[], value: unknown): readonly PropertyKey[] {
  let node = value;
  for (const [index, part] of path.entries()) {
    const container = Array.isArray(node) || isPlainMap(node);
    if (!container || !Object.hasOwn(node as object, part)) return path.slice(0, index);
    node = (node as Record<PropertyKey, unknown>)[part];
  }
  return path;
}

/** A required key that is missing from a map is named; a key that only the reader put there is not. */
function missingIn(path: readonly PropertyKey[], present: readonly PropertyKey[]): readonly PropertyKey[] {
  return present.length === 0 || path.at(-1) === 'command' ? path : present;
}

function unknownKey(path: readonly PropertyKey[], yaml: ParsedYaml): ConfigProblem {
  const key = String(path.at(-1));
  const suggestion = suggestKey(key, path.slice(0, -1));
  return {
    ...yaml.position(path, 'key'),
    key: formatKeyPath(path),
    message: 'is not a known key',
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function suggestKey(key: string, parent: readonly PropertyKey[]): string | undefined {
  const inEnvironment = parent[0] === 'environments' && parent.length === 2;
  if (inEnvironment && APP_KEYS.includes(key)) {
    return `\`${key}\` belongs to the app: every environment runs the same image.`;
  }
  const near = didYouMean(key, knownKeys(parent));
  const hint = parent.length === 0 || inEnvironment ? COMPOSE_HINTS[key] : undefined;
  return near !== undefined && !near.includes(`\`${key}\``) && hint === undefined ? near : (hint ?? near);
}

function knownKeys(parent: readonly PropertyKey[]): readonly string[] {
  if (parent.length === 0) return APP_KEYS;
  if (parent[0] === 'environments' && parent.length === 2) return PLACEMENT_KEYS;
  if (parent[0] === 'build') return BUILD_KEYS;
  if (parent[0] === 'test') return TEST_KEYS;
  if (parent[0] === 'drift') return DRIFT_KEYS;
  if (parent[0] === 'retention') return RETENTION_KEYS;
  return NESTED_KEYS[String(parent.at(-1))] ?? [];
}
