/** How a builder's stream ended. `step` is the builder's own name of what failed, for example `[2/3] RUN npm ci`. */
export type BuildStreamOutcome =
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'error'; readonly message: string; readonly step?: string; readonly output: string }
  | { readonly kind: 'silent'; readonly step?: string; readonly output: string };

/** How much of a failing step's output goes into the failure, in characters; the whole is in the build's log. */
export const OUTPUT_TAIL = 8 * 1024;
