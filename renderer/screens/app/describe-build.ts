import { assertNever } from '../../../shared/model/assert-never.ts';
import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { StateWords } from '../deployment/describe-state.ts';

/** How a build ended. */
export function describeBuild({ state }: BuildRecord): StateWords {
  switch (state) {
    case 'running':
      return { icon: 'play', tone: 'ink', text: 'under way' };
    case 'done':
      return { icon: 'check', tone: 'ink', text: 'made' };
    case 'reused':
      return { icon: 'check', tone: 'quiet', text: 'nothing new' };
    case 'failed':
      return { icon: 'cross', tone: 'bad', text: 'failed' };
    case 'cancelled':
      return { icon: 'stop', tone: 'warn', text: 'cancelled' };
    default:
      return assertNever(state);
  }
}
