import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What to put at a path: text or bytes for a file, `null` for an empty folder, `-> target` for a link. */
export type Tree = Readonly<Record<string, string | Buffer | null>>;

/** A folder with this in it, which goes when the test is over. */
export function makeFolder(tree: Tree = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'twinberth-context-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  fillFolder(root, tree);
  return root;
}

export function fillFolder(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const full = join(root, path);
    mkdirSync(content === null ? full : dirname(full), { recursive: true });
    if (typeof content === 'string' && content.startsWith('-> ')) symlinkSync(content.slice(3), full);
    else if (content !== null) {
      writeFileSync(full, content);
      chmodSync(full, 0o644);
    }
  }
}
