import { z } from 'zod';
import { isFailure } from '../runtime/failure.ts';
import type { EngineConnection } from './engine-connection.ts';
import type { BuilderRecord, DiskUsage } from './image-usage.ts';
import { LIMIT } from './http/engine-request.ts';
import { count, flag, text } from './payload.ts';

const record = z.object({
  ID: text,
  Size: count,
  Shared: flag,
  InUse: flag,
  Description: text,
});

const payload = z.object({
  LayersSize: count,
  BuildCache: z
    .array(record)
    .nullish()
    .transform((value) => value ?? []),
});

/** The engine adds up one usage at a time and refuses a second one meanwhile. */
const BUSY = /disk usage operation is already running/i;
const ATTEMPTS = 20;
const PAUSE_MS = 250;

/**
 * `GET /system/df`. From API 1.42 on only images and the builder's records are asked for; before, the engine also walks
 * through every container and volume, which can take long on a full host.
 */
export async function readDiskUsage(connection: EngineConnection): Promise<DiskUsage> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(connection);
    } catch (error) {
      if (attempt === ATTEMPTS || !isFailure(error, 'engine.failed')) throw error;
      const words = error.details['engine'];
      if (typeof words !== 'string' || !BUSY.test(words)) throw error;
      await connection.clock.sleep(PAUSE_MS);
    }
  }
}

async function askOnce({ http, apiVersion }: EngineConnection): Promise<DiskUsage> {
  const types = minorOf(apiVersion) >= 42 ? '?type=image&type=build-cache' : '';
  const found = await http.json(
    {
      method: 'GET',
      path: `/system/df${types}`,
      limitMs: LIMIT.change,
      about: { kind: 'engine', doing: 'add up its disk usage' },
    },
    payload,
  );
  return {
    layersBytes: found.LayersSize,
    builder: found.BuildCache.map(({ ID, Size, Shared, InUse, Description }): BuilderRecord => ({
      id: ID,
      sizeBytes: Size,
      shared: Shared,
      inUse: InUse,
      description: Description,
    })),
  };
}

function minorOf(apiVersion: string): number {
  return Number(apiVersion.split('.')[1] ?? 0);
}

const pruned = z.object({ SpaceReclaimed: count });

/**
 * Removes one record of the builder by its ID and returns the bytes that the engine says this freed; 0 when it is in use,
 * shared with an image, needed by another record, or gone.
 */
export async function removeBuilderRecord({ http }: EngineConnection, id: string): Promise<number> {
  const { SpaceReclaimed } = await http.json(
    {
      method: 'POST',
      path: '/build/prune',
      query: { filters: { id: [id] } },
      limitMs: LIMIT.change,
      about: { kind: 'engine', doing: `remove record ${id} of its builder` },
    },
    pruned,
  );
  return SpaceReclaimed;
}
