export interface DiskUsage {
  /** All layers that an image refers to, each counted once. */
  readonly layersBytes: number;
  readonly builder: readonly BuilderRecord[];
}

/** One entry of BuildKit's cache. While it is there, its layer stays on disk even when the image goes. */
export interface BuilderRecord {
  readonly id: string;
  readonly sizeBytes: number;
  /** An image has the same layer, whose bytes then count there. */
  readonly shared: boolean;
  readonly inUse: boolean;
  readonly description: string;
}

export interface ImageSummary {
  /** The engine's own ID (`sha256:…`). */
  readonly id: string;
  /** Classic builder only: the image that it was made from in the last step. */
  readonly parent?: string;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  readonly createdAt: number;
  readonly sizeBytes: number;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ImageStep {
  readonly sizeBytes: number;
  readonly createdBy: string;
}
