import type { X509Certificate } from 'node:crypto';
import type { Calls } from '../core/calls/calls.ts';
import type { Clock } from '../core/runtime/clock.ts';
import type { BridgePlatform } from '../../shared/contract/bridge.ts';
import type { TryLimit } from './limit-tries.ts';
import type { ListenAddress } from './listen-address.ts';
import type { ServerLimits } from './server-limits.ts';
import type { Sessions } from './sessions.ts';

/** What every request and connection is answered with. */
export interface ServerContext {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly platform: Omit<BridgePlatform, 'kind'>;
  readonly limits: ServerLimits;
  readonly sessions: Sessions;
  readonly tries: TryLimit;
  readonly listen: ListenAddress;
  readonly tls: boolean;
  readonly certificate?: X509Certificate;
  /** Folder of the interface's files, absolute and without links. */
  readonly root: string;
  /** Known once the server listens: the port may have been left to the system. */
  cookieName(): string;
}
