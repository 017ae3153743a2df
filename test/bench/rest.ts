import { setTimeout } from 'node:timers/promises';

/** An engine goes on for a while after it has answered that a container is removed or stopped, milliseconds. */
const REST_MS = 300;

/** Before each measurement: what the one before left to do must not be counted. */
export function rest(): Promise<void> {
  return setTimeout(REST_MS);
}
