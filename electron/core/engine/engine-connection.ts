import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { EngineInfo } from './engine.ts';
import type { EngineHttp } from './http/engine-http.ts';

/** What the operations of this folder work on: one engine, with its version agreed. Never leaves `core/engine`. */
export interface EngineConnection {
  /** As Docker spells it. */
  readonly endpoint: string;
  /** The pinned version, for example `1.41`. */
  readonly apiVersion: string;
  readonly flavour: 'docker' | 'podman';
  readonly builder: 'buildkit' | 'classic';
  readonly http: EngineHttp;
  readonly clock: Clock;
  readonly log: Log;
  /** Asks the engine anew each time; `imageStore` is remembered. */
  info(): Promise<EngineInfo>;
  /** Asked once per connection: the store of an engine does not change while it runs. */
  imageStore(): Promise<EngineInfo['imageStore']>;
}
