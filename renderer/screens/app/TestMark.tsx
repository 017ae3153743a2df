import type { JSX } from 'react';
import type { TestResult } from '../../../shared/model/release.ts';
import { formatDuration } from '../../format/format-duration.ts';
import { StateLabel } from '../deployment/StateLabel.tsx';

/** What the test gate found, short; the reason on hover. */
export function TestMark({ test }: { readonly test: TestResult }): JSX.Element {
  switch (test.state) {
    case 'untested':
      return <StateLabel words={{ icon: 'minus', tone: 'quiet', text: 'no test' }} />;
    case 'passed':
      return (
        <StateLabel
          words={{ icon: 'check', tone: 'ink', text: `passed, ${formatDuration(test.durationMs)}` }}
        />
      );
    case 'failed':
      return (
        <span title={test.reason}>
          <StateLabel words={{ icon: 'cross', tone: 'bad', text: 'failed' }} />
        </span>
      );
  }
}
