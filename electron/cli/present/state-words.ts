import { assertNever } from '../../../shared/model/assert-never.ts';
import type { BuildRecord } from '../../../shared/model/build-record.ts';
import type { Colour } from '../../../shared/model/colour.ts';
import type { DeploymentState, StepState } from '../../../shared/model/deployment.ts';
import type { TestResult } from '../../../shared/model/release.ts';
import type { PlacementStatus } from '../../core/core.ts';
import { formatDuration } from '../../core/runtime/format-duration.ts';
import type { TextOutput } from '../terminal/text-output.ts';

type Look = Pick<TextOutput, 'paint' | 'symbols'>;

/** `● green`. */
export function berthWord({ paint, symbols }: Look, colour: Colour): string {
  return paint.berth(colour, `${symbols.berth} ${colour}`);
}

/** `○ green`: the berth that does not serve (yet). */
export function emptyBerthWord({ paint, symbols }: Look, colour: Colour): string {
  return paint.berth(colour, `${symbols.emptyBerth} ${colour}`);
}

export function deploymentWord({ paint, symbols }: Look, state: DeploymentState): string {
  switch (state) {
    case 'running':
    case 'baking':
      return paint.accent(`${symbols.running} ${state}`);
    case 'live':
      return paint.strong(`${symbols.done} ${state}`);
    case 'failed':
      return paint.bad(`${symbols.failed} ${state}`);
    case 'reverted':
    case 'rolled-back':
      return paint.warn(`${symbols.back} ${state}`);
    case 'interrupted':
      return paint.warn(`${symbols.halted} ${state}`);
    case 'superseded':
      return paint.faint(`${symbols.dot} ${state}`);
    default:
      return assertNever(state);
  }
}

export function stepSign({ paint, symbols }: Look, state: StepState): string {
  switch (state) {
    case 'running':
      return paint.accent(symbols.running);
    case 'done':
      return symbols.done;
    case 'failed':
      return paint.bad(symbols.failed);
    case 'skipped':
      return paint.faint(symbols.skipped);
    case 'reverted':
      return paint.warn(symbols.back);
    default:
      return assertNever(state);
  }
}

export function healthWord({ paint, symbols }: Look, health: PlacementStatus['health']): string {
  switch (health) {
    case 'well':
      return `${symbols.done} well`;
    case 'degraded':
      return paint.warn(`${symbols.warning} degraded`);
    case 'down':
    case 'gone':
      return paint.bad(`${symbols.failed} ${health}`);
    case 'unknown':
      return paint.warn(`${symbols.unknown} unknown`);
    case 'empty':
      return paint.faint(`${symbols.waiting} empty`);
    default:
      return assertNever(health);
  }
}

export function testWord({ paint, symbols }: Look, test: TestResult): string {
  switch (test.state) {
    case 'untested':
      return paint.faint(`${symbols.waiting} untested`);
    case 'passed':
      return `${symbols.done} passed ${paint.faint(formatDuration(test.durationMs))}`;
    case 'failed':
      return paint.bad(`${symbols.failed} failed`);
    default:
      return assertNever(test);
  }
}

export function buildWord({ paint, symbols }: Look, state: BuildRecord['state']): string {
  switch (state) {
    case 'running':
      return paint.accent(`${symbols.running} running`);
    case 'done':
    case 'reused':
      return `${symbols.done} ${state}`;
    case 'failed':
      return paint.bad(`${symbols.failed} failed`);
    case 'cancelled':
      return paint.warn(`${symbols.halted} cancelled`);
    default:
      return assertNever(state);
  }
}
