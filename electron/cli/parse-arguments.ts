import { InvalidArgumentError } from 'commander';
import type { PromotionPolicy } from '../../shared/model/environment.ts';
import { parsePolicy } from '../core/environments/parse-policy.ts';
import { isFailure } from '../core/runtime/failure.ts';

/** `v3` or `3`. */
export function parseVersion(text: string): number {
  const match = /^v?([1-9]\d{0,8})$/.exec(text);
  if (!match) throw new InvalidArgumentError('A release is written v1, v2, v3 …');
  return Number(match[1]);
}

export function parseCount(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 100_000) {
    throw new InvalidArgumentError('It must be a whole number from 1 to 100000.');
  }
  return value;
}

export function parseLines(text: string): number {
  return text === '0' ? 0 : parseCount(text);
}

/** A TCP port; 0 leaves the choice to the system. */
export function parsePort(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535, or 0 for any that is free.');
  }
  return value;
}

/** A position in the history. */
export function parseSequence(text: string): number {
  const value = Number(text.replace(/^#/, ''));
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be the number of a deployment, as `history` shows it.');
  }
  return value;
}

/** `tested,soak=10m,approval`, in any order. */
export function parseRequirements(text: string): PromotionPolicy {
  try {
    return parsePolicy(text);
  } catch (error) {
    throw isFailure(error) ? new InvalidArgumentError(error.message) : error;
  }
}

/** For an option that may be given more than once. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), ...value.split(',').filter((part) => part !== '')];
}
