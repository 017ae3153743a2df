import { expandWord } from './expand-word.ts';
import type { Lookup } from './expand-word.ts';
import { parseDockerfile } from './parse-dockerfile.ts';
import type { Dockerfile, Stage } from './parse-dockerfile.ts';
import { dockerfileError } from './split-dockerfile.ts';
import type { DockerfileSource } from './split-dockerfile.ts';

/** An image that a build needs. */
export interface ImageReference {
  readonly kind: 'from' | 'copy' | 'mount';
  /** Variables put in; otherwise as written. */
  readonly reference: string;
  /** `os/arch` of `FROM --platform=`; absent: the platform that is built for. */
  readonly platform?: string;
  readonly line: number;
}

export interface NeededImages {
  /** Those of the stages that the target needs, in the order of the file, each once. Without `scratch`. */
  readonly images: readonly ImageReference[];
  /** The one that the target's own layers lie on (through other stages, if need be); absent for `scratch`. */
  readonly base?: ImageReference;
  /** The image of `# syntax=`, where there is one. Only BuildKit uses it. */
  readonly frontend?: string;
}

export interface ImageOptions {
  readonly args?: Readonly<Record<string, string>>;
  /** Name or number of a stage; default: the last one. */
  readonly target?: string;
  /** `os/arch[/variant]` that is built for, and builds. */
  readonly platform: string;
}

/**
 * The images that building a Dockerfile needs, so that their identity can become part of the build's. Triggers (ONBUILD)
 * inside of those images are not seen. Throws `build.failed`, naming file and line, for what BuildKit refuses too.
 */
export function listBaseImages(source: DockerfileSource, options: ImageOptions): NeededImages {
  const dockerfile = parseDockerfile(source);
  const lookup = resolveArgs(source, dockerfile, options);
  const stages = dockerfile.stages.map((stage) => expandStage(source, dockerfile, stage, lookup));
  const target = findTarget(source, stages, options.target);
  const needed = findNeeded(stages, target);
  const images = new Map<string, ImageReference>();
  for (const [index, stage] of stages.entries()) {
    if (!needed.has(index)) continue;
    for (const image of imagesOf(stages, stage, index)) {
      const key = `${image.reference} ${image.platform ?? ''}`;
      if (!images.has(key)) images.set(key, image);
    }
  }
  const { frontend } = dockerfile;
  const base = findRoot(stages, target);
  return {
    images: [...images.values()],
    ...(base === undefined ? {} : { base }),
    ...(frontend === undefined ? {} : { frontend }),
  };
}

/** The variables that FROM lines see: BuildKit's own and the ARGs before the first FROM, each overridden by the build's. */
function resolveArgs(source: DockerfileSource, dockerfile: Dockerfile, options: ImageOptions): Lookup {
  const given = new Map(Object.entries(options.args ?? {}));
  const [os = '', architecture = '', variant = ''] = options.platform.split('/');
  const values = new Map([['TARGETSTAGE', options.target ?? 'default']]);
  for (const side of ['BUILD', 'TARGET']) {
    values.set(`${side}PLATFORM`, options.platform).set(`${side}OS`, os);
    values.set(`${side}ARCH`, architecture).set(`${side}VARIANT`, variant);
  }
  for (const name of values.keys()) values.set(name, given.get(name) ?? values.get(name) ?? '');
  const lookup: Lookup = (name) => values.get(name);
  for (const { name, value, line } of dockerfile.args) {
    const override = given.get(name);
    if (override !== undefined) values.set(name, override);
    else if (value !== undefined) values.set(name, expand(source, dockerfile, line, value, lookup));
  }
  return lookup;
}

function expandStage(source: DockerfileSource, dockerfile: Dockerfile, stage: Stage, lookup: Lookup): Stage {
  const { line, platform } = stage;
  const base = expand(source, dockerfile, line, stage.base, lookup);
  if (base === '') {
    throw dockerfileError(
      source,
      line,
      `"${stage.base}" leaves no image; give its ARG a default before FROM`,
    );
  }
  if (platform === undefined) return { ...stage, base };
  const expanded = expand(source, dockerfile, line, platform, lookup);
  if (expanded === '') throw dockerfileError(source, line, `"${platform}" leaves no platform`);
  return { ...stage, base, platform: expanded };
}

function expand(
  source: DockerfileSource,
  { escape }: Dockerfile,
  line: number,
  word: string,
  lookup: Lookup,
): string {
  try {
    return expandWord(word, lookup, escape);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw dockerfileError(source, line, `"${word}" cannot be read: ${error.message}`);
  }
}

function findTarget(source: DockerfileSource, stages: readonly Stage[], target: string | undefined): number {
  const found = target === undefined || target === '' ? stages.length - 1 : findStage(stages, target);
  if (found !== undefined) return found;
  const names = stages.flatMap(({ name }) => name ?? []).join(', ');
  const problem = `there is no stage "${target ?? ''}"${names === '' ? '' : `; there are ${names}`}`;
  throw dockerfileError(source, stages.at(-1)?.line ?? 1, problem);
}

/** Indexes of the stages that the target is made of. */
function findNeeded(stages: readonly Stage[], target: number): ReadonlySet<number> {
  const needed = new Set([target]);
  // A set hands out what is added while it is read.
  for (const index of needed) {
    const stage = stages[index];
    if (stage === undefined) continue;
    for (const other of [findBase(stages, stage, index), ...referredStages(stages, stage)]) {
      if (other !== undefined) needed.add(other);
    }
  }
  return needed;
}

/** Where the target's FROM leads, through as many stages as it takes. */
function findRoot(stages: readonly Stage[], target: number): ImageReference | undefined {
  for (let index = target, stage = stages[index]; stage !== undefined; stage = stages[index]) {
    const base = findBase(stages, stage, index);
    if (base === undefined) return imagesOf(stages, stage, index).find(({ kind }) => kind === 'from');
    index = base;
  }
  return undefined;
}

function imagesOf(stages: readonly Stage[], stage: Stage, index: number): readonly ImageReference[] {
  const { base, line, platform } = stage;
  const from: ImageReference = {
    kind: 'from',
    reference: base,
    line,
    ...(platform === undefined ? {} : { platform }),
  };
  const others = stage.references
    .filter(({ from: name, kind }) => findReferred(stages, name, kind) === undefined && isImage(name))
    .map(({ kind, from: reference, line }): ImageReference => ({ kind, reference, line }));
  const all = findBase(stages, stage, index) === undefined ? [from, ...others] : others;
  return all.filter(({ reference }) => reference !== 'scratch');
}

/** Neither a number that no stage has nor a variable, which BuildKit does not put in here: it refuses both. */
function isImage(name: string): boolean {
  return !/^\d+$/u.test(name) && !name.includes('$');
}

/** Only stages before this one; a later stage of that name leaves the word to mean an image. */
function findBase(stages: readonly Stage[], stage: Stage, index: number): number | undefined {
  return findNamed(stages.slice(0, index), stage.base);
}

function referredStages(stages: readonly Stage[], stage: Stage): readonly (number | undefined)[] {
  return stage.references.map(({ from, kind }) => findReferred(stages, from, kind));
}

function findReferred(stages: readonly Stage[], from: string, kind: 'copy' | 'mount'): number | undefined {
  return kind === 'copy' ? findStage(stages, from) : findNamed(stages, from);
}

function findStage(stages: readonly Stage[], nameOrNumber: string): number | undefined {
  const named = findNamed(stages, nameOrNumber);
  if (named !== undefined || !/^\d+$/u.test(nameOrNumber)) return named;
  return Number(nameOrNumber) < stages.length ? Number(nameOrNumber) : undefined;
}

/** The last of that name, as later stages hide earlier ones. */
function findNamed(stages: readonly Stage[], name: string): number | undefined {
  const index = stages.findLastIndex((stage) => stage.name === name.toLowerCase());
  return index === -1 ? undefined : index;
}
