import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeInputHash } from '../../../electron/core/releases/context/compute-input-hash.ts';
import type { BuildInputs } from '../../../electron/core/releases/context/compute-input-hash.ts';

const INPUTS: BuildInputs = {
  contextDigest: 'c'.repeat(64),
  dockerfileText: 'FROM a\n',
  args: { A: '1', B: '2' },
  platform: 'linux/amd64',
  bases: [
    { reference: 'a', digest: 'sha256:1' },
    { reference: 'b', digest: 'sha256:2' },
  ],
};

describe('the input hash', () => {
  it('is a sha256 that stays what it is from one version of Twinberth to the next', () => {
    expect(computeInputHash(INPUTS)).toBe('02fe1d18a228aef16356da176c14bb5da85b65935a0292f416ff2bff8e6f9475');
  });

  it.each<[string, Partial<BuildInputs>]>([
    ['context', { contextDigest: 'd'.repeat(64) }],
    ['Dockerfile', { dockerfileText: 'FROM a\n\n' }],
    ['value of an argument', { args: { A: '1', B: '3' } }],
    ['name of an argument', { args: { A: '1', C: '2' } }],
    ['arguments', { args: {} }],
    ['division of an argument', { args: { A: '1B', '': '2' } }],
    ['target', { target: 'x' }],
    ['empty target', { target: '' }],
    ['platform', { platform: 'linux/arm64' }],
    [
      'identity of a base',
      {
        bases: [
          { reference: 'a', digest: 'sha256:1' },
          { reference: 'b', digest: 'sha256:3' },
        ],
      },
    ],
    [
      'name of a base',
      {
        bases: [
          { reference: 'a', digest: 'sha256:1' },
          { reference: 'c', digest: 'sha256:2' },
        ],
      },
    ],
    ['bases', { bases: [] }],
  ])('changes with the %s', (_, change) => {
    expect(computeInputHash({ ...INPUTS, ...change })).not.toBe(computeInputHash(INPUTS));
  });

  it('does not depend on the order of arguments or bases, nor on a base being named twice', () => {
    const bases = [...INPUTS.bases].reverse();
    expect(computeInputHash({ ...INPUTS, args: { B: '2', A: '1' }, bases: [...bases, ...bases] })).toBe(
      computeInputHash(INPUTS),
    );
  });

  it('is different for any two different sets of arguments', () => {
    const args = fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 });
    const canonical = (value: Record<string, string>): string => JSON.stringify(Object.entries(value).sort());
    fc.assert(
      fc.property(args, args, (left, right) => {
        const same =
          computeInputHash({ ...INPUTS, args: left }) === computeInputHash({ ...INPUTS, args: right });
        expect(same).toBe(canonical(left) === canonical(right));
      }),
    );
  });
});
