import type { PlacementConfig } from '../../../shared/model/app-config.ts';
import type { Variables } from '../runtime/paths.ts';
import { Failure, isFailure } from '../runtime/failure.ts';
import { readSecretFile } from './read-secret-file.ts';
import { runSecretCommand } from './run-secret-command.ts';
import type { SecretSources } from './secret-sources.ts';

export interface ResolvedVariables {
  readonly values: ReadonlyMap<string, string>;
  /** Sentences, for example about a secret file that everybody may read. */
  readonly warnings: readonly string[];
}

export interface SecretUse {
  readonly variable: string;
  /** `env:NAME`, `file:/path` or `cmd:program …`. */
  readonly reference: string;
}

export interface UnresolvedSecret extends SecretUse {
  /** Why, as the end of a sentence; never a value. */
  readonly reason: string;
}

/** The variables whose values are secrets, in the order of the configuration. */
export function secretsOf(config: Pick<PlacementConfig, 'environment'>): readonly SecretUse[] {
  return Object.entries(config.environment).flatMap(([variable, value]) =>
    typeof value === 'string' ? [] : [{ variable, reference: value.secret }],
  );
}

/**
 * The values of a placement's variables. Rejects with `secret.unresolved`, which names every variable and reference that
 * cannot be had and why, and never a value or anything that a command printed.
 */
export async function resolveVariables(
  config: Pick<PlacementConfig, 'environment'>,
  sources: SecretSources,
): Promise<ResolvedVariables> {
  const { secrets, unresolved, warnings } = await resolveEach(secretsOf(config), sources);
  if (unresolved.length > 0) throw cannotResolve(unresolved);
  const values = Object.entries(config.environment).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : (secrets.get(value.secret) ?? ''),
  ]);
  return { values: new Map(values), warnings };
}

/** Which secrets cannot be had, as far as that can be known without running a command. */
export async function findUnresolved(
  config: Pick<PlacementConfig, 'environment'>,
  sources: SecretSources,
): Promise<readonly UnresolvedSecret[]> {
  const uses = secretsOf(config).filter(({ reference }) => !reference.startsWith('cmd:'));
  return (await resolveEach(uses, sources)).unresolved;
}

async function resolveEach(uses: readonly SecretUse[], sources: SecretSources) {
  const secrets = new Map<string, string>();
  const unresolved: UnresolvedSecret[] = [];
  const warnings: string[] = [];
  for (const use of uses) {
    if (secrets.has(use.reference)) continue;
    try {
      const { value, warning } = await resolveSecret(use.reference, sources);
      secrets.set(use.reference, value);
      if (warning !== undefined) warnings.push(warning);
    } catch (error) {
      sources.signal?.throwIfAborted();
      if (!isFailure(error, 'secret.unresolved')) throw error;
      unresolved.push({ ...use, reason: error.message });
    }
  }
  return { secrets, unresolved, warnings };
}

interface ResolvedSecret {
  readonly value: string;
  readonly warning?: string;
}

async function resolveSecret(reference: string, sources: SecretSources): Promise<ResolvedSecret> {
  const colon = reference.indexOf(':');
  const rest = reference.slice(colon + 1);
  switch (reference.slice(0, colon)) {
    case 'env':
      return { value: readVariable(rest, sources.variables) };
    case 'file':
      return readSecretFile(rest);
    case 'cmd':
      if (!sources.agreed(rest)) throw new Failure('secret.unresolved', notAgreed(sources.app, rest));
      return { value: await runSecretCommand(rest, sources) };
    default:
      throw new Failure('secret.unresolved', 'it is not a reference that this version knows');
  }
}

/** The whole way out: what a deployment of long ago took its secrets from is in no file and in no list. */
function notAgreed(app: string, command: string): string {
  const quoted = `'${command.replaceAll("'", "'\\''")}'`;
  return `nobody has agreed to this command yet, so it was not run; once you have read it, \`twinberth allow ${app} --command ${quoted}\` agrees to it`;
}

function readVariable(name: string, variables: Variables): string {
  const value = variables[name];
  if (value !== undefined) return value;
  throw new Failure('secret.unresolved', `the environment variable ${name} is not set where Twinberth runs`);
}

function cannotResolve(unresolved: readonly UnresolvedSecret[]): Failure {
  return new Failure('secret.unresolved', unresolved.map(describeUnresolved).join('\n'), { unresolved });
}

export function describeUnresolved({ variable, reference, reason }: UnresolvedSecret): string {
  return `The secret ${variable} (${reference}) cannot be had: ${reason}.`;
}
