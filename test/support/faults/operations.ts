import type { Core } from '../../../electron/core/core.ts';
import { LABEL } from '../../../electron/core/engine/labels.ts';
import type { Plan } from '../../../shared/model/plan.ts';
import { dockerOn } from '../docker-on.ts';
import type { ConfigChange, Workshop } from '../workshop.ts';
import type { JournalStep } from './journal-point.ts';

/** Something that changes a placement, with the state that it starts from. Serialisable by its name: a child performs it. */
export interface Operation {
  readonly name: string;
  /** The environment that it changes. */
  readonly into: 'dev' | 'prod';
  /**
   * Which requests may be lost. `none`: none. `announced`: its plan announces an interruption, which is over when all is
   * settled. `unserved`: nothing served before, and nothing need serve afterwards.
   */
  readonly losses: 'none' | 'announced' | 'unserved';
  /** Two versions must never run at once: they would write to one volume. */
  readonly singleWriter?: true;
  /** Brings the placement to where the operation starts, whatever came before. */
  readonly prepare: (shop: Workshop) => Promise<void>;
  /** What the journal will have, in the order in which it is begun. */
  readonly steps: (core: Core, place: Place) => Promise<readonly JournalStep[]>;
  readonly perform: (core: Core, place: Place) => Promise<unknown>;
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
  await configure(shop, { ...change, app: { bake: '0s', ...change.app } });
  const { deployment } = await shop.core.deployments.deploy({ app: shop.app, environment, version });
  if (deployment.state !== 'live')
    throw new Error(`preparing failed: ${deployment.error?.message ?? deployment.state}`);
  await configure(shop, change);
}

function configure(shop: Workshop, change: ConfigChange): Promise<void> {
  return shop.configure({ ...QUICK, ...change, app: { ...QUICK.app, ...change.app } });
}

type Planning = Pick<Operation, 'steps' | 'perform'>;

const stepsOf = (plan: (core: Core, place: Place) => Promise<Plan>): Operation['steps'] => {
  return async (core, place) => (await plan(core, place)).steps.map(({ name }) => name);
};
const deployTo = (version: number): Planning => ({
  steps: stepsOf((core, { app, dev }) => core.deployments.plan({ app, environment: dev, version })),
  perform: (core, { app, dev }) => core.deployments.deploy({ app, environment: dev, version }),
});
const rollBack: Planning = {
  steps: stepsOf((core, { app, dev }) => core.deployments.plan({ app, environment: dev, rollback: true })),
  perform: (core, { app, dev }) => core.deployments.rollback({ app, environment: dev }),
};
/** What is due is done in one go, of which the journal has the end alone. */
const settle: Planning = {
  steps: () => Promise.resolve(['due']),
  perform: (core) => core.settle(),
};

export const OPERATIONS: readonly Operation[] = [
  {
    name: 'first deploy',
    into: 'dev',
    losses: 'unserved',
    prepare: async (shop) => {
      await configure(shop, { dev: VOLUME });
      await clearAll(shop);
    },
    ...deployTo(1),
  },
  {
    name: 'deploy',
    into: 'dev',
    losses: 'none',
    prepare: (shop) => deploy(shop, shop.dev, 1),
    ...deployTo(2),
  },
  {
    name: 'promote',
    into: 'prod',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.prod, 1);
      await deploy(shop, shop.dev, 2);
    },
    steps: stepsOf((core, { app, dev, prod }) =>
      core.deployments.plan({ app, environment: prod, from: dev }),
    ),
    perform: (core, { app, dev, prod }) => core.deployments.promote({ app, from: dev, to: prod }),
  },
  {
    name: 'rollback, warm',
    into: 'dev',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await deploy(shop, shop.dev, 2);
    },
    ...rollBack,
  },
  {
    name: 'rollback, watched',
    into: 'dev',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await deployCutShort(shop, 2);
      await deploy(shop, shop.dev, 3);
    },
    ...rollBack,
  },
  {
    name: 'rollback, stopped',
    into: 'dev',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1, { app: { warmFor: '0s' } });
      await deploy(shop, shop.dev, 2, { app: { warmFor: '0s' } });
    },
    ...rollBack,
  },
  {
    name: 'rollback, image',
    into: 'dev',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await deploy(shop, shop.dev, 3);
      await deploy(shop, shop.dev, 2);
    },
    steps: stepsOf((core, { app, dev }) =>
      core.deployments.plan({ app, environment: dev, rollback: true, version: 1 }),
    ),
    perform: (core, { app, dev }) => core.deployments.rollback({ app, environment: dev, version: 1 }),
  },
  {
    name: 'hold-and-swap',
    into: 'dev',
    losses: 'none',
    singleWriter: true,
    // What served before may have had no volume, and be warm still.
    prepare: (shop) => deploy(shop, shop.dev, 1, { dev: VOLUME, app: { warmFor: '0s' } }),
    ...deployTo(2),
  },
  {
    name: 'rollback of a hold-and-swap',
    into: 'dev',
    losses: 'none',
    singleWriter: true,
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1, { dev: VOLUME, app: { warmFor: '0s' } });
      await deploy(shop, shop.dev, 2, { dev: VOLUME });
    },
    ...rollBack,
  },
  {
    name: 'edge replacement',
    into: 'dev',
    losses: 'announced',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await configure(shop, {
        dev: { edge: { maxConnections: 1000 + Math.floor(Math.random() * 3000) } },
      });
    },
    ...deployTo(2),
  },
  {
    // The one whose edge goes before the new colour comes.
    name: 'from HTTP to TCP',
    into: 'dev',
    losses: 'announced',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await configure(shop, { app: { mode: 'tcp' } });
    },
    ...deployTo(2),
  },
  {
    name: 'heal of an edge',
    into: 'dev',
    losses: 'announced',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await changeEdge(shop);
    },
    steps: stepsOf((core, { app, dev }) => core.deployments.plan({ app, environment: dev, heal: true })),
    perform: (core, { app, dev }) => core.deployments.heal({ app, environment: dev }),
  },
  {
    name: 'end of a bake that nobody waited for',
    into: 'dev',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await shop.core.deployments.deploy({
        app: shop.app,
        environment: shop.dev,
        version: 2,
        detach: true,
      });
      await untilDue();
    },
    ...settle,
  },
  {
    name: 'end of a standby',
    into: 'dev',
    losses: 'none',
    prepare: async (shop) => {
      await deploy(shop, shop.dev, 1);
      await deploy(shop, shop.dev, 2, { app: { warmFor: '10ms' } });
      await untilDue();
    },
    ...settle,
  },
];

/** Whatever is deployed next finds it in the middle of its bake. */
async function deployCutShort(shop: Workshop, version: number): Promise<void> {
  await configure(shop, { app: { bake: '2s' } });
  const { deployment } = await shop.core.deployments.deploy({
    app: shop.app,
    environment: shop.dev,
    version,
    detach: true,
  });
  if (deployment.state !== 'baking')
    throw new Error(`preparing failed: ${deployment.error?.message ?? deployment.state}`);
}

/** As if nothing had ever been deployed; releases stay. */
async function clearAll(shop: Workshop): Promise<void> {
  await shop.core.apps.remove(shop.app, { force: true });
  for (const { name } of await shop.engine.volumes.list({ [LABEL.app]: shop.app }))
    await shop.engine.volumes.remove(name);
  await shop.core.apps.add(shop.folder);
}

async function changeEdge({ app, dev, engine, test }: Workshop): Promise<void> {
  const edges = await engine.containers.list({ [LABEL.app]: app, [LABEL.env]: dev, [LABEL.role]: 'edge' });
  const limit = ['--memory', '96m', '--memory-swap', '96m'];
  await dockerOn(test.endpoint).run('update', ...limit, ...edges.map(({ id }) => id));
}

/** What was put down for later is ripe: longer than the bake and the warm time of what prepared it. */
function untilDue(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 350));
}
