import type { ErrorReply } from '../../../shared/contract/errors.ts';
import type { Deployment } from '../../../shared/model/deployment.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import { withoutNulls } from './row-values.ts';
import { anyObject, errorReply, readOptionalJson, receipt } from './stored-json.ts';
import type { DeploymentSummary } from './stores.ts';

export interface SummaryRow {
  readonly sequence: number;
  readonly id: string;
  readonly kind: Deployment['kind'];
  readonly app: string;
  readonly environment: string;
  readonly host: string;
  readonly release: string;
  readonly version: number;
  readonly colour: Deployment['colour'];
  readonly state: Deployment['state'];
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly durationMs: number | null;
  readonly by: string;
  readonly via: Deployment['via'];
  readonly message: string | null;
  readonly override: string | null;
  readonly previous: string | null;
  readonly restores: string | null;
  readonly from: string | null;
  readonly receipt: string | null;
  readonly error: string | null;
}

export const SUMMARY_COLUMNS = `sequence, id, kind, app, environment, host, release, version, colour, state,
  started_at AS startedAt, ended_at AS endedAt, duration_ms AS durationMs, who AS by, via, message, override,
  previous, restores, source AS "from", receipt, error`;

/** A row of a list. `checked`: the content of its JSON columns is validated, not only parsed. */
export function toSummary(row: SummaryRow, path: string, checked: boolean): DeploymentSummary {
  const { receipt: receiptText, error: errorText, ...plain } = row;
  const at = { path, table: 'deployments', id: row.id };
  const seen = readOptionalJson(receiptText, checked ? receipt : anyObject<Receipt>(), at);
  const error = readOptionalJson(errorText, checked ? errorReply : anyObject<ErrorReply>(), at);
  return { ...withoutNulls(plain), ...(seen ? { receipt: seen } : {}), ...(error ? { error } : {}) };
}
