import type { Notice } from '../../../shared/model/notice.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { IconName } from '../../ui/icon-paths.ts';

/** A state is never told by colour alone: each kind has its shape, and its title says it in words. */
export function lookOf(kind: Notice['kind']): {
  readonly icon: IconName;
  readonly tone: 'bad' | 'warn' | 'quiet';
} {
  switch (kind) {
    case 'health.failed':
    case 'deployment.failed':
    case 'history.damaged':
      return { icon: 'cross', tone: 'bad' };
    case 'deployment.reverted':
      return { icon: 'undo', tone: 'warn' };
    case 'host.away':
      return { icon: 'triangle', tone: 'warn' };
    case 'health.recovered':
    case 'deployment.finished':
    case 'host.back':
      return { icon: 'check', tone: 'quiet' };
    default:
      return assertNever(kind);
  }
}
