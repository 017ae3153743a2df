import type { ErrorReply } from '../contract/errors.ts';
import type { Host } from './host.ts';

/** What an engine says of itself. */
export interface EngineFacts {
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly architecture: string;
  readonly imageStore: 'classic' | 'containerd';
  readonly storageDriver: string;
  readonly builder: 'buildkit' | 'classic';
  readonly rootless: boolean;
  readonly flavour: 'docker' | 'podman';
  readonly dataRoot: string;
}

export interface HostDetail {
  readonly host: Host;
  readonly engine: EngineFacts;
  /** Median of a few pings, milliseconds. */
  readonly pingMs: number;
  readonly edgeImage: 'present' | 'missing';
  readonly warnings: readonly string[];
}

export interface HostTrial {
  readonly endpoint: string;
  readonly engine: EngineFacts;
  readonly pingMs: number;
  readonly warnings: readonly string[];
  /** A host that is this very engine already. */
  readonly same?: string;
}

export interface HostUsage {
  readonly host: string;
  readonly imagesBytes: number;
  readonly buildCacheBytes: number;
  /** Of the disk that holds the engine's data; only known when the engine runs on this machine. */
  readonly disk?: { readonly freeBytes: number; readonly totalBytes: number };
}

/** Where an engine was looked for. */
export interface EngineSearch {
  readonly platform: string;
  readonly tried: readonly {
    readonly endpoint: string;
    /** `DOCKER_HOST`, `context desktop-linux`, `usual place` … */
    readonly from: string;
    readonly engine?: EngineFacts;
    readonly problem?: ErrorReply;
  }[];
  /** How to get an engine on this platform, the easiest first. */
  readonly advice: readonly {
    readonly title: string;
    readonly text: string;
    /** To be pasted into a terminal. */
    readonly command?: string;
  }[];
}
