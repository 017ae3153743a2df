import { isPlainMap } from './config-field.ts';
import { formatKeyPath, type ConfigProblem } from './config-problem.ts';
import type { ParsedYaml } from './parse-yaml.ts';

/**
 * Keys of the app itself that have no value: there is nothing that they could take away. In an environment null means
 * "as if the app had not said it".
 */
export function findNulls(yaml: ParsedYaml): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (!isPlainMap(value)) return;
    for (const [key, member] of Object.entries(value)) {
      if (path.length === 0 && (key === 'environments' || key.startsWith('x-'))) continue;
      if (member === null) problems.push(describe([...path, key], yaml));
      else visit(member, [...path, key]);
    }
  };
  visit(yaml.value, []);
  return problems;
}

function describe(path: readonly string[], yaml: ParsedYaml): ConfigProblem {
  const name = path.at(-1) ?? '';
  const variable = path.includes('environment');
  const suggestion = variable
    ? `Write \`${name}: ""\` for an empty one, or take it from where Twinberth runs: \`${name}: { secret: "env:${name}" }\`.`
    : 'Give it one, or leave the key out.';
  return { ...yaml.position(path, 'key'), key: formatKeyPath(path), message: 'has no value', suggestion };
}
