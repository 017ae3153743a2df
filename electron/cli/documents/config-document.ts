import type { AppConfig } from '../../../shared/model/app-config.ts';

/** A configuration as JSON can hold it: its environments as an object, in the order of the file. */
export function configDocument(config: AppConfig): object {
  return { ...config, environments: Object.fromEntries(config.environments) };
}
