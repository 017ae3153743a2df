import type {
  AppConfig,
  PlacementConfig,
  RetentionConfig,
  TestConfig,
} from '../../../shared/model/app-config.ts';
import { appConfigSchema, type AppFile } from './app-config-schema.ts';
import { isPlainMap } from './config-field.ts';
import { invalidConfig, type ConfigProblem } from './config-problem.ts';
import { explainIssues } from './explain-issues.ts';
import { findContradictions } from './find-contradictions.ts';
import { findNulls } from './find-nulls.ts';
import { findSourceProblems, sourceOf } from './source-of.ts';
import { findWarnings } from './find-warnings.ts';
import { EXAMPLE_FILE, loadConfigFile, type LoadedFile } from './load-config-file.ts';
import { overlayPlacement } from './overlay-placement.ts';
import { parseName } from './parse-name.ts';
import { parseYaml, type ParsedYaml } from './parse-yaml.ts';
import type { Settings } from './settings.ts';

export interface ReadConfig {
  readonly config: AppConfig;
  /** Sentences with `file:line:column`, about what is possible but probably not meant. */
  readonly warnings: readonly string[];
}

/**
 * Reads twinberth.yaml (or .yml) in a folder and fills in the defaults. `config.missing` when there is none,
 * `config.invalid` with every problem in `details.problems`, `permission` or `disk.read` when it cannot be read.
 */
export async function readAppConfig(directory: string, settings: Settings): Promise<ReadConfig> {
  return readConfigText(await loadConfigFile(directory), settings);
}

/** The same for a text that is, or could be, the file's. `config.invalid`. */
export async function readConfigText(loaded: LoadedFile, settings: Settings): Promise<ReadConfig> {
  const { file, folder, text, warnings } = loaded;
  const base = { directory: folder, userHome: settings.userHome };

  const yaml = parseYaml(text);
  refuse(file, yaml.problems);
  refuse(file, emptiness(yaml));

  const checked = appConfigSchema(base).safeParse(withoutExtensions(yaml.value));
  const nulls = findNulls(yaml);
  const wrong = explainIssues(checked.error?.issues ?? [], yaml);
  refuse(file, [
    ...nulls,
    ...wrong.filter((problem) => !nulls.some(({ key }) => key === problem.key)),
    ...environmentNames(yaml),
    ...(await findSourceProblems(yaml, folder)),
  ]);
  if (!checked.success) throw invalidConfig(file, []);

  const environments = placementsOf(checked.data, settings);
  refuse(file, findContradictions(environments, yaml));

  const test = testOf(checked.data, settings);
  const config: AppConfig = {
    app: checked.data.app,
    directory: folder,
    file,
    source: sourceOf(checked.data, folder),
    ...(test === undefined ? {} : { test }),
    ...retentionOf(checked.data),
    ...(checked.data.drift?.ignore === undefined ? {} : { drift: { ignore: checked.data.drift.ignore } }),
    environments,
  };
  return { config, warnings: [...warnings, ...findWarnings(config, yaml)] };
}

function refuse(file: string, problems: readonly ConfigProblem[]): void {
  if (problems.length > 0) throw invalidConfig(file, problems);
}

function emptiness(yaml: ParsedYaml): readonly ConfigProblem[] {
  if (yaml.value !== null && yaml.value !== undefined) return [];
  return [{ line: 1, column: 1, key: '', message: 'the file is empty', suggestion: EXAMPLE_FILE }];
}

/** Keys that begin with `x-` are the user's own, as in Compose: a place for anchors. */
function withoutExtensions(value: unknown): unknown {
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith('x-')));
}

function environmentNames(yaml: ParsedYaml): readonly ConfigProblem[] {
  const environments = isPlainMap(yaml.value) ? yaml.value['environments'] : undefined;
  if (!isPlainMap(environments)) return [];
  return Object.keys(environments).flatMap((name) => {
    const parsed = parseName(name, 'environment');
    if (parsed.ok) return [];
    const { message, suggestion } = parsed;
    return [
      {
        ...yaml.position(['environments', name], 'key'),
        key: 'environments',
        message: `has a name that ${message}`,
        ...(suggestion === undefined ? {} : { suggestion }),
      },
    ];
  });
}

function placementsOf(file: AppFile, settings: Settings): ReadonlyMap<string, PlacementConfig> {
  const own = Object.entries(file.environments ?? {});
  return new Map(own.map(([name, overlay]) => [name, overlayPlacement(settings.defaults, file, overlay)]));
}

function testOf({ test }: AppFile, settings: Settings): TestConfig | undefined {
  if (test === undefined) return undefined;
  return {
    command: test.command,
    timeoutMs: test.timeout ?? settings.testTimeoutMs,
    environment: withoutNulls(test.environment),
    ...(test.user === undefined ? {} : { user: test.user }),
  };
}

function retentionOf({ retention }: AppFile): { readonly retention?: RetentionConfig } {
  if (retention === undefined) return {};
  const { keep, days } = retention;
  return { retention: { ...(keep === undefined ? {} : { keep }), ...(days === undefined ? {} : { days }) } };
}

function withoutNulls(record: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}
