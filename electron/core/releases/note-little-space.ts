import { formatBytes } from '../runtime/format-bytes.ts';
import { freeSpace } from '../storage/free-space.ts';
import { note, type BuildJob } from './build-job.ts';

/**
 * Warns before a build that may not fit: when less is free than the newest release of the app occupies. A guess, since layers
 * are shared; the build goes on.
 */
export async function noteLittleSpace(job: BuildJob): Promise<void> {
  const newest = job.deps.stores.releases.latest(job.config.app);
  if (newest === undefined) return;
  const free = await freeSpace(job.engine, job.host.endpoint);
  if (free === undefined || free >= newest.sizeBytes) return;
  note(
    job,
    `Only ${formatBytes(free)} are free on ${job.host.name}, and ${newest.tag} takes ${formatBytes(newest.sizeBytes)}: this build may not fit. \`twinberth gc\` shows what can be removed.`,
  );
}
