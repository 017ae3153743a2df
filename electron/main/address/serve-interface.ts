import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { CONTENT_POLICY } from '../security/content-policy.ts';
import { APP_SCHEME } from './app-address.ts';
import { mediaType } from './media-type.ts';
import { resolveAsset } from './resolve-asset.ts';

/** To be called before the app is ready: Chromium fixes what a scheme may do at its start. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Answers requests for the window's own pages with the built interface in a folder, and with nothing else. */
export function serveInterface(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refusal(405);
    const file = resolveAsset(folder, url);
    const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
    if (file === undefined || content === undefined) return refusal(404);
    return new Response(method === 'HEAD' ? null : new Uint8Array(content), {
      headers: { ...HEADERS, 'content-type': mediaType(file) },
    });
  });
}

const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

function refusal(status: number): Response {
  return new Response(null, { status, headers: HEADERS });
}
