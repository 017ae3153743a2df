import type { Source } from '../../shared/model/plan.ts';

/** How ready a release lies there, in one word. */
export function sourceWord(source: Source): string {
  return { warm: 'warm', start: 'stopped', create: 'image' }[source];
}

/** What a way back of this kind takes. */
export function explainSource(source: Source): string {
  switch (source) {
    case 'warm':
      return 'It is still running: only the gate swings.';
    case 'start':
      return 'Its stopped containers are started, checked, and then the gate swings.';
    case 'create':
      return 'Its containers are made again from the kept image, checked, and then the gate swings.';
  }
}
