import type { AppAdded } from '../../../shared/model/app-views.ts';
import type { CallDeps, CoreCallHandlers } from './calls.ts';

type AppHandlers = Pick<
  CoreCallHandlers,
  | 'apps.get'
  | 'folders.list'
  | 'apps.inspect'
  | 'apps.check'
  | 'apps.create'
  | 'apps.add'
  | 'apps.remove'
  | 'secrets.pending'
  | 'secrets.allow'
>;

export function appHandlers({ core }: CallDeps): AppHandlers {
  const added = async (name: string, warnings: readonly string[]): Promise<AppAdded> => ({
    app: (await core.views.app(name)).app,
    warnings,
  });
  return {
    'apps.get': ({ app }) => core.views.app(app),
    'folders.list': ({ directory }) => core.apps.folders(directory),
    'apps.inspect': ({ directory }) => core.apps.inspect(directory),
    'apps.check': ({ directory, text }) => core.apps.check(directory, text),
    'apps.create': async ({ directory, text }) => {
      const { app, warnings } = await core.apps.create(directory, text);
      return added(app.name, warnings);
    },
    'apps.add': async ({ directory }) => {
      const { app, warnings } = await core.apps.add(directory);
      return added(app.name, warnings);
    },
    'secrets.pending': ({ app, environment }) => core.secrets.pending(app, environment),
    'secrets.allow': ({ app, commands }) => {
      core.secrets.allow(app, commands);
      return null;
    },
    'apps.remove': ({ app, force }) => core.apps.remove(app, { force }),
  };
}
