import { posix } from 'node:path';
import type { VolumeMount } from '../../../shared/model/app-config.ts';
import { resolveUserPath, type PathBase } from './resolve-user-path.ts';
import { bad, good, shown, type Parsed } from './parsed.ts';

/** Compose's short form: `data:/var/lib/app`, `./etc:/etc/app:ro`, `/srv/x:/x`, `~/x:/x`; `:ro` or `:rw` at the end. */
export function parseVolume(raw: unknown, base: PathBase): Parsed<VolumeMount> {
  if (typeof raw !== 'string') return bad(`must be a string, not ${shown(raw)}`, EXAMPLES);
  const [source, target, mode, ...more] = splitAtColons(raw);
  if (source === undefined || target === undefined || more.length > 0 || source === '') {
    const named = raw.startsWith('/') ? `Did you mean \`data:${raw}\`?` : EXAMPLES;
    return bad(`is not source:target: ${shown(raw)}`, named);
  }
  if (mode !== undefined && mode !== 'ro' && mode !== 'rw') {
    return bad(`ends with \`:${mode}\``, 'Only `:ro` and `:rw` are known.');
  }
  const folder = parseContainerPath(target);
  if (!folder.ok) return folder;
  const kind = isPath(source) ? 'bind' : 'volume';
  if (kind === 'volume' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/.test(source)) {
    return bad(`has a source that is neither a volume's name nor a path: ${shown(source)}`, EXAMPLES);
  }
  return good({
    kind,
    source: kind === 'bind' ? resolveUserPath(source, base) : source,
    target: folder.value,
    readOnly: mode === 'ro',
  });
}

const EXAMPLES = 'Write for example `data:/var/lib/app` or `./etc:/etc/app:ro`.';

/** At the colons, except the one after a Windows drive letter; `a:/data` is a volume with a short name. */
function splitAtColons(text: string): readonly string[] {
  const [first = '', second, third, ...rest] = text.split(':');
  const drive = /^[A-Za-z]$/.test(first) && /^[\\/]/.test(second ?? '') && third?.startsWith('/') === true;
  if (drive) return [`${first}:${second ?? ''}`, third, ...rest];
  return [first, second, third, ...rest].filter((part) => part !== undefined);
}

function isPath(source: string): boolean {
  return /^([./~\\]|[A-Za-z]:[\\/])/.test(source);
}

/** An absolute path inside a container, in its simplest spelling. */
export function parseContainerPath(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string' || !raw.startsWith('/') || raw.includes('\0')) {
    return bad(`must be an absolute path in the container, not ${shown(raw)}`);
  }
  const path = posix.normalize(raw).replace(/(?<=.)\/$/, '');
  return path === '/' ? bad('may not be the root of the container') : good(path);
}

/** `/run` or, as the engine takes it, `/run:size=64m,mode=1777`. */
export function parseTmpfs(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return bad(`must be a string, not ${shown(raw)}`, 'Write for example `/tmp`.');
  const [, folder = '', options = ''] = /^([^:]*)(:.+)?$/.exec(raw) ?? [];
  const path = parseContainerPath(folder);
  return path.ok ? good(path.value + options) : path;
}
