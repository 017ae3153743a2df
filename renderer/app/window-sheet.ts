import type { PlanIntent } from '../sheets/plan-intent.ts';

/** A sheet that belongs to no screen: asked for from the palette, wherever one is. */
export type WindowSheet =
  | { readonly kind: 'plan'; readonly intent: PlanIntent }
  | {
      readonly kind: 'rollback';
      readonly app: string;
      readonly environment: string;
      readonly host: string;
    };
