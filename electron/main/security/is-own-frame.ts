import { isOurs } from '../address/app-address.ts';

/** As much of Electron's `WebFrameMain` as the question needs. */
export interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}

/** Whether a message came from one of this app's own pages: the outermost frame of a window, showing our address. */
export function isOwnFrame(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && isOurs(frame.url);
}
