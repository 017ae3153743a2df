import type { Host } from '../../../../shared/model/host.ts';
import type { LiveDeployment } from '../../../../shared/model/house.ts';
import type { Performed } from '../facts.ts';
import type { RecordedDeployment } from '../record/house-record.ts';

export function drawLive(
  { key, deployment, plan, steps }: RecordedDeployment,
  host: Host | undefined,
  performed: Performed | undefined,
): LiveDeployment {
  const { note = '', ...rest } = performed ?? {};
  return {
    key,
    deployment,
    host: host?.name ?? plan.host,
    ...(plan.fromVersion === undefined ? {} : { fromVersion: plan.fromVersion }),
    ...(plan.fromColour === undefined ? {} : { fromColour: plan.fromColour }),
    strategy: plan.strategy,
    source: plan.source,
    interruptions: plan.interruptions,
    plan: plan.steps,
    steps,
    ...rest,
    ...(note === '' ? {} : { note }),
  };
}
