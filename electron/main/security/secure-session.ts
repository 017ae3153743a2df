import type { Session } from 'electron';
import { APP_SCHEME, isOurs } from '../address/app-address.ts';

/** Whatever a page may want of the machine is refused, and so is every request that would leave it. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(isAllowed(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }));
  // Its dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
}

/** Writing text to the clipboard, when the user presses "copy"; not reading it. */
function isAllowed(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOurs(origin);
}

/** `blob:` is what the window itself made, for a download; `devtools:` its tools for developers. */
function isLocal(url: string): boolean {
  return [`${APP_SCHEME}:`, 'blob:', 'data:', 'devtools:'].includes(new URL(url).protocol);
}
