import type { TestResult } from '../../shared/model/release.ts';
import { formatDuration } from '../format/format-duration.ts';

/** `passed, 41 s`. */
export function describeTest(test: TestResult): string {
  switch (test.state) {
    case 'untested':
      return 'no test';
    case 'passed':
      return `passed, ${formatDuration(test.durationMs)}`;
    case 'failed':
      return `failed: ${test.reason}`;
  }
}
