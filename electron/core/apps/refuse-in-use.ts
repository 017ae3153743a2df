import { Failure } from '../runtime/failure.ts';

/** Throws `app.in-use`; `places` are like `prod on local`. */
export function refuseInUse(name: string, places: readonly string[]): never {
  const list = [...new Set(places)];
  throw new Failure(
    'app.in-use',
    `${name} is in ${list.join(', ')}. \`twinberth app rm ${name} --force\` stops and removes it there; volumes stay.`,
    { name, running: list },
  );
}
