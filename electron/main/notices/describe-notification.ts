import type { Notice } from '../../../shared/model/notice.ts';
import { appPlace, deploymentPlace, logsPlace, PLACES } from '../address/places.ts';

/** What a click leads to: a place of the window, or the question whether to roll back. */
export type NotificationTarget =
  | { readonly kind: 'go'; readonly place: string }
  | { readonly kind: 'rollback'; readonly berth: Notice['places'][number] };

export interface NotificationView {
  readonly title: string;
  readonly body: string;
  readonly urgent: boolean;
  readonly target: NotificationTarget;
  readonly buttons: readonly { readonly text: string; readonly target: NotificationTarget }[];
}

const URGENT: readonly Notice['kind'][] = [
  'health.failed',
  'deployment.failed',
  'deployment.reverted',
  'host.away',
  'history.damaged',
];

/** What the system is asked to show for a notice, and where each part of it leads. Undefined: it is not for showing. */
export function describeNotification(notice: Notice): NotificationView | undefined {
  if (notice.silent) return undefined;
  const single = notice.places.length === 1 ? notice.places[0] : undefined;
  return {
    title: notice.title,
    body: notice.text,
    urgent: URGENT.includes(notice.kind),
    target: { kind: 'go', place: placeOfNotice(notice, single) },
    // Of several at once, the window shows which.
    buttons: single === undefined ? [] : notice.actions.map((action) => describeButton(action, single)),
  };
}

function placeOfNotice(
  { kind, deployment, host, places }: Notice,
  single: Notice['places'][number] | undefined,
): string {
  if (kind === 'history.damaged') return PLACES.notices;
  if (kind.startsWith('host.')) return PLACES.hosts;
  if (kind.startsWith('deployment.') && deployment !== undefined) return deploymentPlace(deployment);
  if (single !== undefined) return appPlace(single.app);
  return places.length === 0 && host !== undefined ? PLACES.hosts : PLACES.health;
}

function describeButton(
  action: Notice['actions'][number],
  berth: Notice['places'][number],
): NotificationView['buttons'][number] {
  return action === 'rollback'
    ? { text: 'Roll back…', target: { kind: 'rollback', berth } }
    : { text: 'Logs', target: { kind: 'go', place: logsPlace(berth) } };
}
