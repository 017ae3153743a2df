import type { ContextEntry } from './context-entry.ts';
import type { LocatedDockerfile } from './locate-dockerfile.ts';
import type { ExtraFile } from './pack-context.ts';

/**
 * What must be sent besides the entries: the Dockerfile when the ignore rules leave it out (or it comes from elsewhere).
 * `COPY . .` must not see it then. The classic builder takes away what a `.dockerignore` in the context names, so one is
 * sent that names it; that is all the builder does with the file. BuildKit has no such rule for a context that is sent
 * as a tar, and the Dockerfile stays visible there.
 */
export function planBuilderFiles(
  dockerfile: LocatedDockerfile,
  entries: readonly ContextEntry[],
  builder: 'buildkit' | 'classic',
): readonly ExtraFile[] {
  const has = (path: string): boolean => entries.some((entry) => entry.path === path);
  if (has(dockerfile.sentAs)) return [];
  const sent: ExtraFile = { path: dockerfile.sentAs, content: dockerfile.content };
  if (builder === 'buildkit' || has('.dockerignore')) return [sent];
  const names = ['.dockerignore', dockerfile.sentAs].map((path) => `/${escapePattern(path)}\n`);
  return [{ path: '.dockerignore', content: Buffer.from(names.join('')) }, sent];
}

function escapePattern(path: string): string {
  return path.replace(/[*?[\]\\]/gu, String.raw`\$&`);
}
