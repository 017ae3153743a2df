import type { StepName } from '../../../shared/model/plan.ts';

/** Steps of a deployment as a person would call them. */
export const STEP_WORDS: Readonly<Record<StepName, string>> = {
  lock: 'lock',
  image: 'image',
  network: 'network',
  edge: 'edge',
  clear: 'clear the berth',
  create: 'create',
  hold: 'hold requests',
  'stop-old': 'stop the old',
  start: 'start',
  ready: 'wait until ready',
  switch: 'swing the gate',
  bake: 'watch',
  standby: 'standby',
  receipt: 'receipt',
};
