import type { LockHolder } from '../db/stores.ts';
import type { ContainerSummary } from '../engine/engine.ts';
import { LABEL } from '../engine/labels.ts';
import type { DeploymentDeps } from './deployment-deps.ts';
import { ownLabels } from './planning/engine-names.ts';

/** What the lock container says about its holder, beside the labels that everything of ours carries. */
export const LOCK_LABEL = {
  machine: 'dev.twinberth.lock-machine',
  pid: 'dev.twinberth.lock-pid',
  process: 'dev.twinberth.lock-process',
  token: 'dev.twinberth.lock-token',
  since: 'dev.twinberth.lock-since',
  until: 'dev.twinberth.lock-until',
  purpose: 'dev.twinberth.lock-purpose',
  deployment: 'dev.twinberth.lock-deployment',
} as const;

/** The labels of the container that holds a placement on an engine. Its state says nothing: it is never started. */
export function lockLabels(
  deps: Pick<DeploymentDeps, 'owner' | 'runLabel'>,
  hostName: string,
  holder: LockHolder,
): Record<string, string> {
  const { app, environment, machine, pid, process, token, since, until, purpose, deployment } = holder;
  const run = deps.runLabel === undefined ? {} : { run: deps.runLabel };
  return {
    ...ownLabels({ owner: deps.owner, role: 'lock', host: hostName, environment, app, ...run }),
    [LOCK_LABEL.machine]: machine,
    [LOCK_LABEL.pid]: String(pid),
    [LOCK_LABEL.token]: token,
    [LOCK_LABEL.since]: String(since),
    [LOCK_LABEL.purpose]: purpose,
    ...(process === undefined ? {} : { [LOCK_LABEL.process]: process }),
    ...(until === undefined ? {} : { [LOCK_LABEL.until]: String(until) }),
    ...(deployment === undefined ? {} : { [LOCK_LABEL.deployment]: deployment }),
  };
}

/** Who holds a placement, as the container on the engine says. `host`: under which id it is known here. */
export function readLock(host: string, { labels }: Pick<ContainerSummary, 'labels'>): LockHolder {
  const process = labels[LOCK_LABEL.process];
  const deployment = labels[LOCK_LABEL.deployment];
  const until = Number(labels[LOCK_LABEL.until] ?? NaN);
  return {
    app: labels[LABEL.app] ?? '',
    environment: labels[LABEL.env] ?? '',
    host,
    token: labels[LOCK_LABEL.token] ?? '',
    by: labels[LABEL.owner] ?? 'somebody',
    machine: labels[LOCK_LABEL.machine] ?? '',
    pid: Number(labels[LOCK_LABEL.pid] ?? 0),
    purpose: labels[LOCK_LABEL.purpose] ?? '',
    since: Number(labels[LOCK_LABEL.since] ?? 0),
    ...(process === undefined ? {} : { process }),
    ...(Number.isFinite(until) ? { until } : {}),
    ...(deployment === undefined ? {} : { deployment }),
  };
}
