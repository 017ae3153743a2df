import { z } from 'zod';
import type {
  AppAdded,
  AppDetail,
  AppProposal,
  FolderListing,
  RemovedApp,
  SecretCommand,
} from '../../model/app-views.ts';
import { command, query } from '../define-call.ts';
import { app, name, path } from '../inputs.ts';

const MAX_CONFIG_CHARACTERS = 1_000_000;

export const appCalls = {
  'apps.get': query(app).answers<AppDetail>(),
  /** Folders of the machine that the core runs on, for where there is no folder dialog. Default: the user's home. */
  'folders.list': query(z.strictObject({ directory: path.optional() })).answers<FolderListing>(),
  /** What a folder holds, and the `twinberth.yaml` that would suit it. Writes nothing. */
  'apps.inspect': query(z.strictObject({ directory: path })).answers<AppProposal>(),
  /** Checks a configuration as if it lay in the folder. Writes nothing. */
  'apps.check': query(
    z.strictObject({ directory: path, text: z.string().max(MAX_CONFIG_CHARACTERS) }),
  ).answers<AppProposal>(),
  /** Writes a checked `twinberth.yaml` where there is none, and registers the app. */
  'apps.create': command(
    z.strictObject({ directory: path, text: z.string().max(MAX_CONFIG_CHARACTERS) }),
  ).answers<AppAdded>(),
  'apps.add': command(z.strictObject({ directory: path })).answers<AppAdded>(),
  /** Commands that secrets of an app come from, in an environment or in all, and that nobody agreed to yet. */
  'secrets.pending': query(z.strictObject({ app: name, environment: name.optional() })).answers<
    readonly SecretCommand[]
  >(),
  /** Agrees to exactly these commands, now and whenever their secrets are needed. */
  'secrets.allow': command(
    z.strictObject({ app: name, commands: z.array(z.string().min(1).max(10_000)).min(1).max(100) }),
  ).answers<null>(),
  'apps.remove': command(
    z.strictObject({ app: name, force: z.boolean().default(false) }),
  ).answers<RemovedApp>(),
};
