import type { PlacementConfig } from '../../../../shared/model/app-config.ts';

/** Below this a value says little and is found everywhere: `on`, `1`, `443`. Characters. */
const SHORTEST = 4;

/**
 * What takes the values of a deployment's secrets out of text. Apps print what they were given when they die, and what they
 * print is kept; the values come from the container itself (`NAME=value`), since nothing else of ours still has them.
 */
export function redactSecrets(
  variables: PlacementConfig['environment'],
  environment: readonly string[],
): (text: string) => string {
  const values = environment.flatMap((line) => {
    const [name = ''] = line.split('=', 1);
    if (typeof variables[name] !== 'object') return [];
    // A log has the lines of a value one by one.
    const lines = line.slice(name.length + 1).split(/\r?\n/);
    return lines.filter((value) => value.length >= SHORTEST).map((value) => ({ name, value }));
  });
  // The longest first: one secret may contain another.
  values.sort((a, b) => b.value.length - a.value.length);
  return (text) =>
    values.reduce((left, { name, value }) => left.replaceAll(value, () => `(secret ${name})`), text);
}
