import type { Colour } from '../../../shared/model/colour.ts';

export interface LogRequest {
  readonly app: string;
  readonly environment: string;
  readonly follow?: boolean;
  readonly tail?: number;
  readonly colour?: Colour | 'both' | 'edge';
  readonly signal?: AbortSignal;
}
