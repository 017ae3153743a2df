import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';

/** A tar of small text files, readable by every user, as `putArchive` wants it. */
export async function packFiles(
  files: readonly (readonly [name: string, content: string])[],
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name, mode: 0o644 }, content);
  archive.finalize();
  return buffer(archive);
}
