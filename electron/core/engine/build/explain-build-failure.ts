import { Failure } from '../../runtime/failure.ts';
import type { BuildRequest } from '../engine.ts';
import type { BuildStreamOutcome } from './build-outcome.ts';
import { locateParseError, locateStep } from './locate-step.ts';

/**
 * Turns what a builder ended with into a failure that says which step and which line it was. `build.failed`, or
 * `disk.full` when the engine had no room. Details: `engine` (the builder's own words), and as far as they are known
 * `step`, `line`, `instruction`, `dockerfile`, `exitCode`, `output` (the end of what the step printed).
 */
export function explainBuildFailure(
  outcome: Exclude<BuildStreamOutcome, { kind: 'image' }>,
  request: BuildRequest,
  builder: 'buildkit' | 'classic',
): Failure {
  const message =
    outcome.kind === 'error' ? outcome.message : 'the builder ended without an image and without an error';
  const place = findPlace(message, outcome.step, request, builder);
  const exitCode = readExitCode(message);
  const details = {
    engine: message,
    dockerfile: request.dockerfile,
    ...(outcome.step === undefined ? {} : { step: outcome.step }),
    ...place,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(outcome.output === '' ? {} : { output: outcome.output }),
  };
  if (/no space left on device|disk quota exceeded/i.test(message)) {
    const text = `The engine's disk filled up during the build${where(place, outcome.step, request)}. Free some space on it and build again.`;
    return new Failure('disk.full', text, details);
  }
  if (
    /cannot locate specified dockerfile|failed to read dockerfile|dockerfile.*no such file/i.test(message)
  ) {
    const text = `There is no ${request.dockerfile} in the build context. Create it, or name the right one as build.dockerfile in twinberth.yaml.`;
    return new Failure('build.failed', text, details);
  }
  const reason = exitCode === undefined ? tidy(message) : `the command ended with exit code ${exitCode}`;
  return new Failure(
    'build.failed',
    `The build failed${where(place, outcome.step, request)}: ${reason}.`,
    details,
  );
}

function findPlace(
  message: string,
  step: string | undefined,
  request: BuildRequest,
  builder: 'buildkit' | 'classic',
): { readonly line?: number; readonly instruction?: string } {
  const parse = locateParseError(request.dockerfileText, message);
  if (parse.line !== undefined || step === undefined || request.dockerfileText === undefined) return parse;
  return locateStep(request.dockerfileText, step, builder) ?? {};
}

function where(
  place: { readonly line?: number; readonly instruction?: string },
  step: string | undefined,
  request: BuildRequest,
): string {
  const what = place.instruction === undefined ? '' : `, \`${shorten(place.instruction)}\``;
  if (place.line !== undefined) return ` at line ${place.line} of ${request.dockerfile}${what}`;
  return step === undefined ? '' : ` at step ${shorten(step)}`;
}

/** BuildKit ends with `exit code: 3`, the classic builder with `returned a non-zero code: 3`. */
function readExitCode(message: string): number | undefined {
  const code = /(?:exit code|returned a non-zero code): (\d+)\s*$/.exec(message)?.[1];
  return code === undefined ? undefined : Number(code);
}

/** Without the builder's account of the layers of its own code that the error went through. */
function tidy(message: string): string {
  return message
    .replace(/^failed to solve(?: with frontend \S+)?: /, '')
    .replace(/^failed to create LLB definition: /, '')
    .replace(/^dockerfile parse error (?:on )?line \d+: /, '')
    .replace(/^failed to (?:compute cache key|calculate checksum of ref \S+): /, '')
    .replace(/^executor failed running \[.*\]: /s, '')
    .replace(/^process ".*" did not complete successfully: /s, '')
    .replace(/ not found: not found$/, ' not found')
    .replace(/\.?\s*$/, '');
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
