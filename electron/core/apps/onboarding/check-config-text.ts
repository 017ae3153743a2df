import { join } from 'node:path';
import type { AppConfig } from '../../../../shared/model/app-config.ts';
import type { AppProposal } from '../../../../shared/model/app-views.ts';
import { isFailure, type Failure } from '../../runtime/failure.ts';
import type { ConfigProblem } from '../config-problem.ts';
import { FILE_NAMES, type LoadedFile } from '../load-config-file.ts';
import { MAX_FILE_BYTES } from '../parse-yaml.ts';
import { readConfigText } from '../read-app-config.ts';
import type { Settings } from '../settings.ts';

export interface CheckedText extends Pick<AppProposal, 'problems' | 'warnings'> {
  /** Absent when there are problems. */
  readonly config?: AppConfig;
}

/** A configuration's text as if it lay in the folder, judged by what every deployment asks of it. */
export async function checkConfigText(
  folder: string,
  text: string,
  settings: Settings,
): Promise<CheckedText> {
  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    const message = `The file is larger than ${MAX_FILE_BYTES / 1024} KiB, which no configuration is.`;
    return { problems: [{ line: 1, message }], warnings: [] };
  }
  const loaded: LoadedFile = { folder, file: join(folder, FILE_NAMES[0]), text, warnings: [] };
  try {
    return { problems: [], ...(await readConfigText(loaded, settings)) };
  } catch (error) {
    if (!isFailure(error, 'config.invalid')) throw error;
    return { problems: problemsOf(error), warnings: [] };
  }
}

/** `config.invalid` as a list that a form can show beside the lines. */
export function problemsOf(failure: Failure): AppProposal['problems'] {
  const problems = failure.details['problems'] as readonly ConfigProblem[] | undefined;
  if (problems === undefined || problems.length === 0) return [{ message: failure.message }];
  return problems.map(({ line, key, message, suggestion }) => {
    const sentence = `${[key, message].filter((part) => part !== '').join(' ')}.`;
    return {
      line,
      message: suggestion === undefined ? sentence : `${sentence} ${suggestion}`,
      ...(key === '' ? {} : { key }),
    };
  });
}
