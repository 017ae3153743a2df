import type { EngineFacts } from '../../../shared/model/host-views.ts';
import type { EngineInfo } from '../engine/engine.ts';

/** What an engine says of itself, without what only programs need. */
export function engineFacts({ id: _id, clock: _clock, ...facts }: EngineInfo): EngineFacts {
  return facts;
}
