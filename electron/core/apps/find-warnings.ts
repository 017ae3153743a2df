import type { AppConfig } from '../../../shared/model/app-config.ts';
import { isPlainMap } from './config-field.ts';
import { describeProblem, formatKeyPath } from './config-problem.ts';
import { formatPublish } from './parse-publish.ts';
import type { ParsedYaml } from './parse-yaml.ts';
import { shellSyntax } from './split-command.ts';

/** What can be meant, but is more often a slip. */
export function findWarnings(config: AppConfig, yaml: ParsedYaml): readonly string[] {
  const warn = (path: readonly PropertyKey[], message: string, suggestion: string): string =>
    describeProblem(config.file, {
      ...yaml.position(path, 'value'),
      key: formatKeyPath(path),
      message,
      suggestion,
    });
  return [
    ...(config.environments.size > 0
      ? []
      : [
          warn(
            [],
            'no environment is named',
            'Write for example `environments: { dev: { publish: 18080 } }`.',
          ),
        ]),
    ...samePorts(config, warn),
    ...shellCommands(yaml.value, [], warn),
    ...interpolations(yaml.value, [], warn),
  ];
}

type Warn = (path: readonly PropertyKey[], message: string, suggestion: string) => string;

function samePorts(config: AppConfig, warn: Warn): readonly string[] {
  const owners = new Map<string, string>();
  const warnings: string[] = [];
  for (const [name, { publish }] of config.environments) {
    if (publish === undefined) continue;
    const text = formatPublish(publish);
    const owner = owners.get(text);
    owners.set(text, owner ?? name);
    if (owner === undefined) continue;
    warnings.push(
      warn(
        ['environments', name, 'publish'],
        `is ${text}, as in ${owner}`,
        'Two environments on one host need two ports.',
      ),
    );
  }
  return warnings;
}

const COMMANDS: ReadonlySet<PropertyKey> = new Set(['command', 'entrypoint']);

function shellCommands(value: unknown, path: readonly PropertyKey[], warn: Warn): readonly string[] {
  const syntax =
    typeof value === 'string' && COMMANDS.has(path.at(-1) ?? '') ? shellSyntax(value) : undefined;
  if (syntax !== undefined) {
    return [
      warn(path, `holds \`${syntax}\`, but no shell runs it`, 'Write `["sh", "-c", "…"]` if one should.'),
    ];
  }
  return isPlainMap(value) && !path.includes('environment')
    ? Object.entries(value).flatMap(([key, member]) => shellCommands(member, [...path, key], warn))
    : [];
}

/** Compose replaces `${NAME}`; here a file means the same for everybody, so nothing is replaced. */
function interpolations(value: unknown, path: readonly PropertyKey[], warn: Warn): readonly string[] {
  if (typeof value === 'string') {
    const found = COMMANDS.has(path.at(-1) ?? '') ? undefined : /\$\{(\w+)[^}]*\}/.exec(value);
    if (found === undefined || found === null) return [];
    const [text, name = ''] = found;
    return [
      warn(
        path,
        `holds \`${text}\`, which stays as it is`,
        `A variable's value can be taken from where Twinberth runs: \`{ secret: "env:${name}" }\`.`,
      ),
    ];
  }
  const members: readonly [PropertyKey, unknown][] = Array.isArray(value)
    ? [...(value as readonly unknown[]).entries()]
    : isPlainMap(value)
      ? Object.entries(value)
      : [];
  return members.flatMap(([key, member]) => interpolations(member, [...path, key], warn));
}
