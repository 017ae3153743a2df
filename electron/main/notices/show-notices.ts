import { Notification } from 'electron';
import type { NumberedEvent } from '../../../shared/contract/events.ts';
import {
  describeNotification,
  type NotificationTarget,
  type NotificationView,
} from './describe-notification.ts';

export interface NoticeDeps {
  readonly subscribe: (listener: (event: NumberedEvent) => void) => () => void;
  readonly follow: (target: NotificationTarget) => void;
  readonly icon: string;
  /** macOS shows an app's own picture by itself. */
  readonly platform: NodeJS.Platform;
}

/** The system forgets those that nobody looked at; their listeners here are let go with them. */
const MOST_KEPT = 20;

/** Shows what the core finds worth telling as notifications of the system; when and how often is the core's to judge. */
export function showNotices(deps: NoticeDeps): () => void {
  /** A notification that nothing refers to is collected, and its click is lost. */
  const kept = new Set<Notification>();
  return deps.subscribe(({ event }) => {
    if (event.type !== 'notice.added' || !Notification.isSupported()) return;
    const view = describeNotification(event.notice);
    if (view === undefined) return;
    const notification = show(view, deps);
    kept.add(notification);
    notification.on('close', () => kept.delete(notification));
    for (const oldest of kept) if (kept.size > MOST_KEPT) kept.delete(oldest);
  });
}

function show(view: NotificationView, { follow, icon, platform }: NoticeDeps): Notification {
  const notification = new Notification({
    title: view.title,
    body: view.body,
    urgency: view.urgent ? 'critical' : 'normal',
    ...(platform === 'darwin' ? {} : { icon }),
    actions: view.buttons.map(({ text }) => ({ type: 'button' as const, text })),
  });
  notification.on('click', () => follow(view.target));
  notification.on('action', ({ actionIndex }) => {
    const chosen = view.buttons[actionIndex];
    if (chosen !== undefined) follow(chosen.target);
  });
  notification.show();
  return notification;
}
