import type { RegisteredApp, Stores } from '../db/stores.ts';
import { Failure } from '../runtime/failure.ts';
import { nameWayOut } from '../runtime/near-miss.ts';

/** The app of this name, or `app.unknown`. */
export function requireApp(stores: Pick<Stores, 'apps'>, name: string): RegisteredApp {
  const app = stores.apps.get(name);
  if (app !== undefined) return app;
  const known = stores.apps.list().map((each) => each.name);
  const wayOut = nameWayOut(
    name,
    known,
    'Register the folder with its twinberth.yaml: `twinberth app add DIR`.',
  );
  throw new Failure('app.unknown', `There is no app named ${name}. ${wayOut}`, { name, known });
}
