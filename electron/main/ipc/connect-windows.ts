import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import type { Calls } from '../../core/calls/calls.ts';
import { ASK, CALL, TELL, type AskMessage, type TellMessage } from '../../../shared/contract/messages.ts';
import { failed } from '../../../shared/contract/reply.ts';
import { isOwnFrame } from '../security/is-own-frame.ts';
import { parseAsk } from './parse-ask.ts';
import { serveCaller, type ServedCaller } from './serve-caller.ts';

/** Carries the calls, streams and events of every window of this app; what comes from any other frame is refused. */
export function connectWindows(calls: Calls): () => void {
  const callers = new WeakMap<WebContents, ServedCaller>();

  const callerOf = (contents: WebContents): ServedCaller => {
    const known = callers.get(contents);
    if (known !== undefined && !known.signal.aborted) return known;
    const served = serveCaller(calls, (message) => tell(contents, message));
    callers.set(contents, served);
    endWithPage(contents, served);
    return served;
  };

  ipcMain.handle(CALL, (event, name: unknown, input: unknown) => {
    if (!isOwnFrame(event.senderFrame)) return failed(FOREIGN);
    return calls.call(String(name), input, { signal: callerOf(event.sender).signal });
  });
  const asked = (event: IpcMainEvent, received: unknown): void => {
    const message: AskMessage | undefined = isOwnFrame(event.senderFrame) ? parseAsk(received) : undefined;
    if (message !== undefined) callerOf(event.sender).take(message);
  };
  ipcMain.on(ASK, asked);
  return () => {
    ipcMain.removeHandler(CALL);
    ipcMain.off(ASK, asked);
  };
}

const FOREIGN = {
  code: 'permission',
  message: 'Only the pages of Twinberth itself may call it.',
  details: {},
} as const;

function tell(contents: WebContents, message: TellMessage): void {
  if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(TELL, message);
}

/** A page that is left, or whose process is gone, hears nothing more; the next one in its window is another caller. */
function endWithPage(contents: WebContents, served: ServedCaller): void {
  const end = (): void => served.end();
  const navigated = (details: Electron.Event<Electron.WebContentsDidStartNavigationEventParams>): void => {
    if (details.isMainFrame && !details.isSameDocument) end();
  };
  contents.on('did-start-navigation', navigated);
  contents.once('render-process-gone', end);
  contents.once('destroyed', end);
  served.signal.addEventListener('abort', () => {
    contents.off('did-start-navigation', navigated);
    contents.off('render-process-gone', end);
    contents.off('destroyed', end);
  });
}
