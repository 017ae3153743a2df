import { z } from 'zod';

/** Pieces that many calls take. Lengths are those that the core itself allows, or far above what anybody needs. */

export const nothing = z.strictObject({});
/** Names of apps, environments and hosts: which of them exist is for the core to say. */
export const name = z.string().min(1).max(255);
export const id = z.string().min(1).max(128);
export const version = z.int().min(1).max(1_000_000_000);
/** An absolute path of the machine that the core runs on. */
export const path = z.string().min(1).max(4096);
export const message = z.string().max(4000);
/** Milliseconds since 1970. */
export const moment = z.number().min(0).max(8_640_000_000_000_000);
export const limit = z.int().min(1).max(500);
export const app = z.strictObject({ app: name });
export const berth = z.strictObject({ app: name, environment: name, host: name.optional() });
export const releaseOfApp = z.strictObject({ app: name, version });
