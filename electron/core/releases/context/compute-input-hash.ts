import type { BaseImage } from '../../../../shared/model/release.ts';
import { hashFields } from './hash-fields.ts';

/** Everything that decides what a build makes. */
export interface BuildInputs {
  /** From `hashContext`. */
  readonly contextDigest: string;
  readonly dockerfileText: string;
  readonly args: Readonly<Record<string, string>>;
  readonly target?: string;
  /** `os/arch`. */
  readonly platform: string;
  /** As they are on the engine that will build. */
  readonly bases: readonly BaseImage[];
}

/**
 * Identifies what goes into an image: sha256 (lowercase hexadecimal) over a canonical encoding of the inputs. The order of
 * arguments and bases does not count, nor does a base that is named twice.
 */
export function computeInputHash(inputs: BuildInputs): string {
  const args = Object.entries(inputs.args).sort(byFirst);
  const bases = [...new Map(inputs.bases.map((base) => [base.reference, base.digest]))].sort(byFirst);
  const fields = hashFields('twinberth build inputs 1');
  fields.add(inputs.contextDigest, inputs.dockerfileText, inputs.platform);
  fields.add(...(inputs.target === undefined ? ['no target'] : ['target', inputs.target]));
  fields.add(String(args.length), ...args.flat());
  fields.add(String(bases.length), ...bases.flat());
  return fields.digest();
}

/** By code units, so that no language setting has a say. */
function byFirst([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
