import type { Readable } from 'node:stream';
import { z } from 'zod';
import { Failure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { CallOptions } from '../engine.ts';
import { explainMessage } from '../http/explain-status.ts';
import { readProgress } from './read-progress.ts';

/** Loads the stream of a `save`. What was loaded must be verified by its identity: the engine may say too little. */
export async function loadImage(
  { http, endpoint }: EngineConnection,
  tar: Readable,
  options: CallOptions = {},
): Promise<void> {
  const about = { kind: 'engine', doing: 'load an image' } as const;
  const { body } = await http.stream({
    method: 'POST',
    path: '/images/load',
    query: { quiet: true },
    tar,
    signal: options.signal,
    limitMs: 'none',
    about,
  });
  for await (const { error } of readProgress(body, z.unknown())) {
    if (error === undefined) continue;
    throw (
      explainMessage(error, endpoint, about) ??
      new Failure('engine.failed', `Could not load an image on ${endpoint}: ${error}`, {
        endpoint,
        engine: error,
      })
    );
  }
}
