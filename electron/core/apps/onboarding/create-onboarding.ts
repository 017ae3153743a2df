import type { RegistryDeps } from '../../hosts/registry-deps.ts';
import { createApp } from './create-app.ts';
import { checkFolderText, inspectFolder } from './inspect-folder.ts';
import { listFolders } from './list-folders.ts';
import type { Onboarding } from './onboarding.ts';

export function createOnboarding(deps: RegistryDeps): Onboarding {
  return {
    folders: (directory) => listFolders(directory ?? deps.settings.userHome),
    inspect: (directory) => inspectFolder(deps, directory),
    check: (directory, text) => checkFolderText(deps, directory, text),
    create: (directory, text) => createApp(deps, directory, text),
  };
}
