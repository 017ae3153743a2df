import { memo, type JSX } from 'react';
import type { StepState } from '../../../shared/model/deployment.ts';
import type { LiveDeployment } from '../../../shared/model/house.ts';
import { Steps, type Step } from '../../ui/Steps.tsx';

/** The steps of a deployment as segments; drawn again only when one was taken. */
export const LiveSteps = memo(
  function LiveSteps({ live }: { readonly live: LiveDeployment }): JSX.Element {
    const { app, version } = live.deployment;
    return <Steps label={`Steps of ${app} v${version}`} steps={shownSteps(live)} />;
  },
  ({ live: before }, { live: now }) =>
    before.deployment.id === now.deployment.id && signature(before) === signature(now),
);

function signature({ steps }: LiveDeployment): string {
  return steps.map(({ name, state }) => `${name} ${state}`).join();
}

function shownSteps({ plan, steps }: LiveDeployment): readonly Step[] {
  const taken = new Map(steps.map((step) => [step.name, step]));
  return plan.map(({ name }) => {
    const step = taken.get(name);
    return { name, state: SHOWN[step?.state ?? 'todo'], since: step?.startedAt };
  });
}

const SHOWN: Readonly<Record<StepState | 'todo', Step['state']>> = {
  todo: 'todo',
  running: 'now',
  done: 'done',
  skipped: 'done',
  failed: 'failed',
  reverted: 'failed',
};
