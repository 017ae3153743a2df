/** What a build says while it runs; the same for BuildKit and the classic builder. */
export type BuildProgress =
  | { readonly kind: 'sent'; readonly bytes: number }
  | {
      readonly kind: 'step';
      /** Stable within one build. */
      readonly id: string;
      /** For example `[2/5] RUN npm ci`. */
      readonly name: string;
      readonly state: 'running' | 'done' | 'cached' | 'failed';
      readonly durationMs?: number;
    }
  | {
      readonly kind: 'bytes';
      readonly id: string;
      readonly name: string;
      readonly current: number;
      readonly total?: number;
    }
  | {
      readonly kind: 'output';
      readonly id: string;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
    };
