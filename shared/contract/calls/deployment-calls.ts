import { z } from 'zod';
import { DEPLOYMENT_STATES } from '../../model/deployment.ts';
import type {
  DeploymentComparison,
  DeploymentDetail,
  LaneVerdict,
  PlanView,
  WayBack,
} from '../../model/deployment-views.ts';
import type { HistoryPage } from '../../model/history-row.ts';
import type { Begun } from '../../model/operation.ts';
import type { LogBatch } from '../../model/log-batch.ts';
import { command, query, stream } from '../define-call.ts';
import { berth, id, limit, message, moment, name, version } from '../inputs.ts';

const kind = z.enum(['deploy', 'promote', 'rollback', 'heal']);

/** What is to be deployed where. `from` belongs to a promotion; `version` is the release's, default as on the command line. */
const intent = z.strictObject({
  kind,
  app: name,
  environment: name,
  from: name.optional(),
  version: version.optional(),
  /** Reason for going against the policy. */
  override: message.optional(),
});

const historyFilter = z.strictObject({
  app: name.optional(),
  environment: name.optional(),
  kinds: z
    .array(z.enum(['deploy', 'promote', 'rollback', 'heal', 'build', 'approval']))
    .max(10)
    .optional(),
  states: z
    .array(z.enum([...DEPLOYMENT_STATES, 'done', 'reused', 'cancelled']))
    .max(20)
    .optional(),
  by: z.string().max(255).optional(),
  since: moment.optional(),
  until: moment.optional(),
});

export const deploymentCalls = {
  'deployments.plan': query(intent).answers<PlanView>(),
  /** Which lanes would take the release that runs in `from`, and why the others would not. Quick: asked while dragging. */
  'promotions.check': query(z.strictObject({ app: name, from: name })).answers<readonly LaneVerdict[]>(),
  'rollbacks.preview': query(berth).answers<WayBack>(),
  'deployments.start': command(
    intent.extend({
      message: message.optional(),
      /**
       * What the plan that was looked at said: the deployment that served then (null: none) on a host (by name; default: the
       * environment's first). When another serves there by now, nothing is done: `plan.outdated`.
       */
      expect: z.strictObject({ serving: id.nullable(), host: name.optional() }).optional(),
    }),
  ).answers<Begun>(),
  'deployments.get': query(z.strictObject({ id })).answers<DeploymentDetail>(),
  'deployments.compare': query(z.strictObject({ a: id, b: id })).answers<DeploymentComparison>(),
  /** Newest first; `before` is the `next` of the page before. */
  'history.page': query(
    z.strictObject({
      filter: historyFilter.default({}),
      before: z.string().max(64).optional(),
      limit: limit.default(100),
    }),
  ).answers<HistoryPage>(),
  'history.export': stream(
    z.strictObject({ filter: historyFilter.default({}), format: z.enum(['json', 'csv']) }),
  ).answers<string>(),
  'logs.follow': stream(
    z.strictObject({
      app: name,
      environment: name,
      host: name.optional(),
      of: z.enum(['serving', 'both', 'edge']).default('serving'),
      /** Last so many lines of each container. */
      tail: z.int().min(0).max(100_000).default(1000),
      follow: z.boolean().default(true),
    }),
  ).answers<LogBatch>(),
};
