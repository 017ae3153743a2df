import type { AppConfig, PlacementConfig } from '../../../shared/model/app-config.ts';
import type { SecretCommand } from '../../../shared/model/app-views.ts';
import { COLOURS } from '../../../shared/model/colour.ts';
import type { Stores } from '../db/stores.ts';
import type { Clock } from '../runtime/clock.ts';
import { Failure } from '../runtime/failure.ts';
import { requireApp } from './require-app.ts';
import { secretsOf } from './resolve-secrets.ts';
import type { SecretCommands } from './secret-commands.ts';

const PREFIX = 'cmd:';

export function createSecretCommands(deps: {
  readonly stores: Stores;
  readonly clock: Clock;
  readonly owner: string;
  readonly appConfig: (app: string) => Promise<AppConfig>;
}): SecretCommands {
  const { stores, clock, owner } = deps;
  return {
    pending: async (app, environment) => {
      requireApp(stores, app);
      const all = [...(await named(deps, app)), ...deployed(stores, app)];
      const found = new Map<string, SecretCommand>();
      for (const [place, config] of all) {
        if (environment !== undefined && place !== environment) continue;
        for (const { variable, reference } of secretsOf(config)) {
          if (!reference.startsWith(PREFIX)) continue;
          const command = reference.slice(PREFIX.length);
          if (stores.consents.has({ app, command, by: owner })) continue;
          found.set(JSON.stringify([place, variable, command]), {
            app,
            environment: place,
            variable,
            command,
          });
        }
      }
      return [...found.values()];
    },
    agreed: (app) => {
      requireApp(stores, app);
      return stores.consents.list(app).filter(({ by }) => by === owner);
    },
    allow: (app, commands) => {
      requireApp(stores, app);
      for (const command of commands) stores.consents.add({ app, command, by: owner, at: clock.now() });
    },
  };
}

/** A file that cannot be read names none, and keeps nobody from going back to what was deployed. */
async function named(
  { appConfig }: { readonly appConfig: (app: string) => Promise<AppConfig> },
  app: string,
): Promise<readonly (readonly [string, PlacementConfig])[]> {
  try {
    return [...(await appConfig(app)).environments];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** What serves or stands by may be made anew with the configuration that it has, whatever the file says by now. */
function deployed(stores: Stores, app: string): readonly (readonly [string, PlacementConfig])[] {
  return stores.berths.list({ app }).flatMap((berth) =>
    COLOURS.flatMap((colour) => {
      const moored = berth[colour];
      const config = moored && stores.deployments.get(moored.deployment)?.config;
      return config === undefined ? [] : [[berth.environment, config] as const];
    }),
  );
}
