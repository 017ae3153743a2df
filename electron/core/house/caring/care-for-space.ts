import type { Host } from '../../../../shared/model/host.ts';
import type { StorageOutcome } from '../../../../shared/model/storage.ts';
import { limitInBytes } from '../../apps/free-space-limit.ts';
import type { GcSettings } from '../../apps/settings.ts';
import type { Clock } from '../../runtime/clock.ts';
import { toFailure } from '../../runtime/failure.ts';
import { formatBytes } from '../../runtime/format-bytes.ts';
import type { Log } from '../../runtime/log.ts';
import type { DiskSpace } from '../../storage/free-space.ts';

export interface SpaceCareDeps extends GcSettings {
  readonly clock: Pick<Clock, 'ticks'>;
  readonly log: Log;
  readonly hosts: () => readonly Host[];
  /** Undefined where it cannot be known from here. */
  readonly diskOf: (host: Host) => Promise<DiskSpace | undefined>;
  readonly apply: (request: {
    readonly host?: string;
    readonly signal: AbortSignal;
  }) => Promise<StorageOutcome>;
}

export interface SpaceCare {
  /** A removal that is under way ends before its next item, and is waited for. */
  close(): Promise<void>;
}

/** The first time is so long after the opening, when everything else has settled, milliseconds. */
const FIRST_MS = 60_000;
/** How often it is seen to how much is free, milliseconds. */
const LOOK_MS = 5 * 60_000;
/** Where removing has not helped it is not tried again before, milliseconds. */
const AGAIN_MS = 3_600_000;

/** Removes by itself what `gc --apply` would, by the clock and when a disk fills; does nothing unless it was asked to. */
export function careForSpace(deps: SpaceCareDeps): SpaceCare {
  const { clock, log, below, everyMs } = deps;
  const closed = new AbortController();
  const triedAt = new Map<string, number>();
  let everythingAt = everyMs === 0 ? Infinity : clock.ticks() + FIRST_MS;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const round = (): void => {
    running = look()
      .catch((error: unknown) =>
        log.warn('space could not be made by itself', { reason: toFailure(error).message }),
      )
      .finally(() => {
        running = undefined;
        if (!closed.signal.aborted) timer = setTimeout(round, LOOK_MS);
      });
  };
  const look = async (): Promise<void> => {
    if (clock.ticks() >= everythingAt) {
      everythingAt = clock.ticks() + everyMs;
      await remove({}, 'it is time');
    }
    for (const host of below === undefined ? [] : deps.hosts()) {
      if (closed.signal.aborted) return;
      const why = await pressureOn(host);
      if (why === undefined) continue;
      triedAt.set(host.id, clock.ticks());
      await remove({ host: host.name }, why);
    }
  };
  const pressureOn = async (host: Host): Promise<string | undefined> => {
    if (below === undefined || clock.ticks() - (triedAt.get(host.id) ?? -Infinity) < AGAIN_MS)
      return undefined;
    // A host that is away fills no disk that something could be done about.
    const disk = await deps.diskOf(host).catch(() => undefined);
    if (disk === undefined || disk.freeBytes >= limitInBytes(below, disk.totalBytes)) return undefined;
    return `only ${formatBytes(disk.freeBytes)} are free on ${host.name}`;
  };
  const remove = async (request: { readonly host?: string }, why: string): Promise<void> => {
    const outcome = await deps.apply({ ...request, signal: closed.signal });
    for (const { host, removed, failed, measured, plannedBytes } of outcome.hosts) {
      if (removed.length === 0 && failed.length === 0) continue;
      log.warn(`space was made on ${host}: ${formatBytes(measured?.layersBytes ?? plannedBytes)}`, {
        why,
        removed: removed.length,
        failed: failed.length,
      });
    }
  };

  if (everyMs > 0 || below !== undefined) timer = setTimeout(round, FIRST_MS);
  return {
    close: async () => {
      closed.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
