import { bad, good, shown, type Parsed } from './parsed.ts';

/**
 * The longest name on an engine is `twinberth-APP-ENV-green-15`; with these two it stays within the 63 characters of a
 * DNS label (RFC 1035), which network aliases and host names are.
 */
const LONGEST = { app: 28, environment: 15, host: 40 } as const;

/** Names that would read as something else in a command, a tag or a container's name. */
const RESERVED: ReadonlySet<string> = new Set(['latest', 'edge', 'blue', 'green', 'all', 'none']);

export type NamedThing = keyof typeof LONGEST;

/**
 * Lowercase letters, digits and single hyphens between them: what image repositories, DNS labels and container names all
 * allow. At least one letter, since a network alias of digits is taken for an address.
 */
export function parseName(raw: unknown, what: NamedThing): Parsed<string> {
  if (typeof raw !== 'string') return bad(`must be a name, not ${shown(raw)}`, RULE);
  if (raw.length > LONGEST[what]) return bad(`is longer than ${LONGEST[what]} characters: ${shown(raw)}`);
  if (RESERVED.has(raw)) return bad(`may not be \`${raw}\`, which means something else to Twinberth`);
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(raw) && /[a-z]/.test(raw)) return good(raw);
  const near = tidied(raw);
  return bad(`is not a valid name: ${shown(raw)}`, near === '' ? RULE : `Did you mean \`${near}\`? ${RULE}`);
}

const RULE = 'Use lowercase letters, digits and single hyphens between them, at least one letter.';

function tidied(raw: string): string {
  const name = raw
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return /[a-z]/.test(name) ? name : '';
}
