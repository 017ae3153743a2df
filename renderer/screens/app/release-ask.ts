/** What somebody wants to do with a release, that has to be asked or shown first. */
export type ReleaseAsk =
  | { readonly kind: 'deploy'; readonly version: number; readonly environment: string }
  | { readonly kind: 'withdraw'; readonly version: number }
  | { readonly kind: 'approve'; readonly version: number };
