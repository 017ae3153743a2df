import type { AppConfig } from '../../../shared/model/app-config.ts';
import type { AppCommands } from '../core.ts';
import type { RegistryDeps } from '../hosts/registry-deps.ts';
import { Failure } from '../runtime/failure.ts';
import { addApp } from './add-app.ts';
import { readAppConfig } from './read-app-config.ts';
import { removeApp } from './remove-app.ts';
import { requireApp } from './require-app.ts';

export function createAppCommands(deps: RegistryDeps): AppCommands {
  return {
    add: (directory) => addApp(deps, directory),
    list: () => deps.stores.apps.list(),
    remove: (name, options = {}) => removeApp(deps, name, options),
    config: (name) => readRegistered(deps, name),
  };
}

async function readRegistered(deps: RegistryDeps, name: string): Promise<AppConfig> {
  const { directory } = requireApp(deps.stores, name);
  const { config } = await readAppConfig(directory, deps.settings);
  if (config.app === name) return config;
  throw new Failure(
    'config.invalid',
    `${config.file} is registered as ${name} and now says \`app: ${config.app}\`. Change it back, or register it anew: \`twinberth app add ${directory}\`.`,
    { file: config.file, problems: [] },
  );
}
