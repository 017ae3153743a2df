import type { EngineSearch, HostTrial, HostUsage } from '../../../shared/model/host-views.ts';

/** What is asked before there is a host, and what takes longer than a check. */
export interface HostQueries {
  /** Every place where an engine may be, what answered there, and how to get one on this platform. Never rejects. */
  search(): Promise<EngineSearch>;
  /** Connects to an endpoint and says what is there. Records nothing. `usage`, `engine.*`, `permission`. */
  try(endpoint: string): Promise<HostTrial>;
  /** What images and the builder occupy on a host, and the disk as far as it is this machine's. `host.unknown`, `engine.*`. */
  usage(name: string): Promise<HostUsage>;
}
