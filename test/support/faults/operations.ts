import type { Core, DeploymentOutcome } from '../../../electron/core/core.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import type { ConfigChange, Workshop } from '../workshop.ts';

/** Something that changes a placement, with the state that it starts from. Serialisable by its name: a child performs it. */
export interface Operation {
  readonly name: string;
  /** The environment that it changes. */
  readonly into: 'dev' | 'prod';
  /** Brings the placement to where the operation starts, whatever came before. */
  readonly prepare: (shop: Workshop) => Promise<void>;
  readonly plan: (core: Core, place: Place) => Promise<Plan>;
  readonly perform: (core: Core, place: Place) => Promise<DeploymentOutcome>;
}

export interface Place {
  readonly app: string;
  readonly dev: string;
  readonly prod: string;
}

const QUICK = {
  app: {
    bake: '300ms',
    health: { path: '/healthz', interval: '250ms', timeout: '2s', stable: '0s', deadline: '10s' },
  },
};
const VOLUME = { volumes: ['data:/data'] };

async function deploy(
  shop: Workshop,
  environment: string,
  version: number,
  change: ConfigChange = {},
): Promise<void> {
  await shop.configure({ ...QUICK, ...change, app: { ...QUICK.app, bake: '0s', ...change.app } });
  const { deployment } = await shop.core.deployments.deploy({ app: shop.app, environment, version });
  if (deployment.state !== 'live')
    throw new Error(`preparing failed: ${deployment.error?.message ?? deployment.state}`);
  await shop.configure({ ...QUICK, ...change, app: { ...QUICK.app, ...change.app } });
}

const deployTo =
  (version: number): Operation['perform'] =>
  (core, { app, dev }) =>
    core.deployments.deploy({ app, environment: dev, version });
const planTo =
  (version: number): Operation['plan'] =>
  (core, { app, dev }) =>
    core.deployments.plan({ app, environment: dev, version });
const rollBack: Pick<Operation, 'plan' | 'perform'> = {
  plan: (core, { app, dev }) => core.deployments.plan({ app, environment: dev, rollback: true }),
  perform: (core, { app, dev }) => core.deployments.rollback({ app, environment: dev }),
};

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'deploy',
    into: 'dev',
    prepare: (shop) => deploy(shop, shop.dev, 1),
    plan: planTo(2),
    perform: deployTo(2),
  },
  {
    name: 'promote',
    into: 'prod',
    prepare: async (shop) => {
      await deploy(shop, shop.prod, 1);
      await deploy(shop, shop.dev, 2);
    },
    plan: (core, { app, dev, prod }) => core.deployments.plan({ app, environment: prod, from: dev }),
    perform: (core, { app, dev, prod }) => core.deployments.promote({ app, from: dev, to: prod }),
  },
  {
    name: 'rollback, warm',
    into: 'dev',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await deploy(shop, shop.dev, 2);
    },
    ...rollBack,
  },
  {
    name: 'rollback, stopped',
    into: 'dev',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1, { app: { warmFor: '0s' } });
      await deploy(shop, shop.dev, 2, { app: { warmFor: '0s' } });
    },
    ...rollBack,
  },
  {
    name: 'rollback, image',
    into: 'dev',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await deploy(shop, shop.dev, 3);
      await deploy(shop, shop.dev, 2);
    },
    plan: (core, { app, dev }) =>
      core.deployments.plan({ app, environment: dev, rollback: true, version: 1 }),
    perform: (core, { app, dev }) => core.deployments.rollback({ app, environment: dev, version: 1 }),
  },
  {
    name: 'hold-and-swap',
    into: 'dev',
    prepare: (shop) => deploy(shop, shop.dev, 1, { dev: VOLUME }),
    plan: planTo(2),
    perform: deployTo(2),
  },
  {
    name: 'edge replacement',
    into: 'dev',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await shop.configure({
        ...QUICK,
        dev: { edge: { maxConnections: 1000 + Math.floor(Math.random() * 3000) } },
      });
    },
    plan: planTo(2),
    perform: deployTo(2),
  },
];
