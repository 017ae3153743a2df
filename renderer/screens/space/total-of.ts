import type { StoragePlan } from '../../../shared/model/storage.ts';

/** What a plan frees altogether, and how many things it could remove: images, logs, and orphans that may go. */
export function totalOf({ hosts, logs, logsBytes }: StoragePlan): {
  readonly bytes: number;
  readonly images: number;
  readonly orphans: number;
  readonly things: number;
} {
  const images = hosts.reduce((sum, { removes }) => sum + removes.length, 0);
  const orphans = hosts.reduce(
    (sum, host) => sum + host.orphans.filter(({ removable }) => removable).length,
    0,
  );
  return {
    bytes: hosts.reduce((sum, { freesBytes }) => sum + freesBytes, logsBytes),
    images,
    orphans,
    things: images + orphans + logs.length,
  };
}
