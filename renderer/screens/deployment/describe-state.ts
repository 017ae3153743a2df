import type { DeploymentState } from '../../../shared/model/deployment.ts';
import type { IconName } from '../../ui/icon-paths.ts';

/** A state for the eye: never by colour alone. */
export interface StateWords {
  readonly icon: IconName;
  readonly tone: 'ink' | 'quiet' | 'warn' | 'bad';
  readonly text: string;
}

const WORDS: Readonly<Record<DeploymentState, StateWords>> = {
  running: { icon: 'play', tone: 'ink', text: 'under way' },
  baking: { icon: 'clock', tone: 'ink', text: 'being watched' },
  live: { icon: 'check', tone: 'ink', text: 'live' },
  superseded: { icon: 'check', tone: 'quiet', text: 'superseded' },
  'rolled-back': { icon: 'undo', tone: 'quiet', text: 'rolled back' },
  failed: { icon: 'cross', tone: 'bad', text: 'failed' },
  reverted: { icon: 'undo', tone: 'bad', text: 'swung back' },
  interrupted: { icon: 'stop', tone: 'warn', text: 'interrupted' },
};

export function describeState(state: DeploymentState): StateWords {
  return WORDS[state];
}

/** The same as a sentence. */
export function explainState(state: DeploymentState): string {
  switch (state) {
    case 'running':
      return 'Its steps are being performed.';
    case 'baking':
      return 'The new colour serves and is watched for a while.';
    case 'live':
      return 'It serves.';
    case 'superseded':
      return 'It served until a later deployment took its place.';
    case 'rolled-back':
      return 'It served until somebody rolled it back.';
    case 'failed':
      return 'It did not get as far as serving; what served before went on serving.';
    case 'reverted':
      return 'It served, was found bad while it was watched, and the gate swung back by itself.';
    case 'interrupted':
      return 'It was stopped from outside, and what it had done was taken back.';
  }
}
