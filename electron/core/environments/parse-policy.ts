import { OPEN_POLICY, type PromotionPolicy } from '../../../shared/model/environment.ts';
import { formatDuration, parseDuration } from '../apps/duration.ts';
import { nearMiss } from '../runtime/near-miss.ts';
import { Failure } from '../runtime/failure.ts';

const DEMANDS = ['tested', 'soak', 'approval'] as const;

/** `tested,soak=10m,approval` in any order; empty: no demand at all. Throws `usage`. */
export function parsePolicy(text: string): PromotionPolicy {
  const seen = new Set<string>();
  let policy = OPEN_POLICY;
  for (const part of text.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (seen.has(name)) throw new Failure('usage', `\`${name}\` is required twice in \`${text}\`.`);
    seen.add(name);
    policy = { ...policy, ...demand(name, equals < 0 ? undefined : part.slice(equals + 1)) };
  }
  return policy;
}

function demand(name: string, value: string | undefined): Partial<PromotionPolicy> {
  switch (name) {
    case 'soak':
      return { soakMs: soakOf(value) };
    case 'tested':
    case 'approval':
      if (value !== undefined) throw new Failure('usage', `\`${name}\` takes no value: write \`${name}\`.`);
      return { [name]: true };
    default: {
      const near = nearMiss(name, DEMANDS);
      const wayOut =
        near === undefined ? 'There is tested, soak=TIME and approval.' : `Did you mean ${near}?`;
      throw new Failure('usage', `\`${name}\` is nothing that an environment can require. ${wayOut}`);
    }
  }
}

function soakOf(value: string | undefined): number {
  const parsed = parseDuration(value, { min: 1 });
  if (parsed.ok) return parsed.value;
  throw new Failure('usage', `\`soak\` ${parsed.message}. Write for example \`soak=10m\`.`);
}

/** The spelling that `parsePolicy` reads. */
export function formatPolicy(policy: PromotionPolicy): string {
  return [
    ...(policy.tested ? ['tested'] : []),
    ...(policy.soakMs > 0 ? [`soak=${formatDuration(policy.soakMs)}`] : []),
    ...(policy.approval ? ['approval'] : []),
  ].join(',');
}
