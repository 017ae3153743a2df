import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { SourceConfig } from '../../../shared/model/app-config.ts';
import type { AppFile } from './app-config-schema.ts';
import { isPlainMap } from './config-field.ts';
import type { ConfigProblem } from './config-problem.ts';
import type { ParsedYaml } from './parse-yaml.ts';

/** An app is built or taken as it is, never both; with neither, a Dockerfile beside the file is what is meant. */
export async function findSourceProblems(
  yaml: ParsedYaml,
  folder: string,
): Promise<readonly ConfigProblem[]> {
  if (!isPlainMap(yaml.value)) return [];
  const { build, image } = yaml.value;
  if (build !== undefined && image !== undefined) {
    return [
      {
        ...yaml.position(['image'], 'key'),
        key: 'image',
        message: 'and `build` exclude each other',
        suggestion: 'Keep `build` to build the image here, or `image` to take one that exists.',
      },
    ];
  }
  if (build === undefined && image === undefined && !(await isFile(join(folder, 'Dockerfile')))) {
    return [
      {
        line: 1,
        column: 1,
        key: '',
        message: `nothing says where the image comes from, and there is no Dockerfile in ${folder}`,
        suggestion: 'Add a Dockerfile, or write `build: FOLDER` or `image: NAME:TAG`.',
      },
    ];
  }
  return findDockerfileProblem(yaml, build, folder);
}

function findDockerfileProblem(yaml: ParsedYaml, build: unknown, folder: string): readonly ConfigProblem[] {
  const dockerfile = isPlainMap(build) ? build['dockerfile'] : undefined;
  if (typeof dockerfile !== 'string' || !isPlainMap(build)) return [];
  const context = resolve(folder, typeof build['context'] === 'string' ? build['context'] : '.');
  if (insideContext(context, dockerfile) !== undefined) return [];
  return [
    {
      ...yaml.position(['build', 'dockerfile'], 'value'),
      key: 'build.dockerfile',
      message: `lies outside the context ${context}`,
      suggestion: 'Its path is relative to `build.context`.',
    },
  ];
}

/** Absolute context, Dockerfile relative to it with forward slashes. */
export function sourceOf(file: AppFile, folder: string): SourceConfig {
  if (file.image !== undefined) return { kind: 'image', reference: file.image };
  const { context = '.', dockerfile = 'Dockerfile', args = {}, target, platform } = file.build ?? {};
  const absolute = resolve(folder, context);
  return {
    kind: 'build',
    context: absolute,
    dockerfile: insideContext(absolute, dockerfile) ?? dockerfile,
    args: Object.fromEntries(
      Object.entries(args).filter((entry): entry is [string, string] => entry[1] !== null),
    ),
    ...(target === undefined ? {} : { target }),
    ...(platform === undefined ? {} : { platform }),
  };
}

function insideContext(context: string, dockerfile: string): string | undefined {
  const inside = relative(context, resolve(context, dockerfile));
  const outside = inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return outside ? undefined : inside.split(sep).join('/');
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
