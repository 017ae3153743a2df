import type { Notice } from '../../../shared/model/notice.ts';
import { NOON } from './sample-house.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function sampleNotice(id: string, change: Partial<Notice> = {}): Notice {
  return {
    id,
    at: NOON - 2 * MINUTE,
    kind: 'health.failed',
    title: 'api in prod on nuc-1 is down',
    text: "The edge's check of replica 1 fails (L7STS 500).",
    places: [{ app: 'api', environment: 'prod', host: 'nuc-1' }],
    read: true,
    actions: ['rollback', 'logs'],
    silent: false,
    ...change,
  };
}

/** Two that nobody has read, three of today, one of yesterday, one of last week; the newest first. */
export function sampleNotices(): readonly Notice[] {
  return [
    sampleNotice('n7', { read: false }),
    sampleNotice('n6', {
      at: NOON - 8 * MINUTE,
      kind: 'deployment.finished',
      title: 'web v16 in dev is live',
      text: 'The deployment on laptop is finished, after 14.2 s.',
      places: [{ app: 'web', environment: 'dev', host: 'laptop' }],
      deployment: 'd-web-dev-16',
      read: false,
    }),
    sampleNotice('n5', {
      at: NOON - 50 * MINUTE,
      kind: 'deployment.reverted',
      title: 'web v14 in staging was swung back by itself',
      text: '12 of 180 requests failed within the first 10 s, more than the 5 % that are allowed. v13 serves again.',
      places: [{ app: 'web', environment: 'staging', host: 'nuc-1' }],
      deployment: 'd-web-staging-14',
      actions: ['logs'],
    }),
    sampleNotice('n4', {
      at: NOON - 20 * HOUR,
      kind: 'host.away',
      title: 'nuc-2 does not answer',
      text: 'connect to host nuc-2 port 22: No route to host. 3 placements are not watched meanwhile.',
      places: [],
      host: 'nuc-2',
      actions: [],
      silent: true,
    }),
    sampleNotice('n3', {
      at: NOON - 21 * HOUR,
      kind: 'health.recovered',
      title: 'photos in prod on nuc-1 has recovered',
      text: '1 of 1 replicas answer.',
      places: [{ app: 'photos', environment: 'prod', host: 'nuc-1' }],
      actions: [],
    }),
    sampleNotice('n2', {
      at: NOON - 140 * HOUR,
      title: '3 placements are failing',
      text: 'api in prod on nuc-1: down, 0 of 1 replicas answer\nweb in prod on nuc-1: down, 0 of 2 replicas answer\nphotos in prod on nuc-1: its containers are gone',
      places: ['api', 'web', 'photos'].map((app) => ({ app, environment: 'prod', host: 'nuc-1' })),
      actions: ['logs'],
    }),
  ];
}
