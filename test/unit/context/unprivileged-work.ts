import { compileIgnore } from '../../../electron/core/releases/context/compile-ignore.ts';
import { hashContext } from '../../../electron/core/releases/context/hash-context.ts';
import { noStatCache } from '../../../electron/core/releases/context/stat-cache.ts';
import { walkContext } from '../../../electron/core/releases/context/walk-context.ts';

/** What `failureWithoutPrivileges` runs: a whole context, and one whose closed folder is ignored but for an exception. */
export function hashAll(folder: string): void {
  hashContext(folder, walkContext(folder, compileIgnore('')), noStatCache);
}

export function walkPastClosed(folder: string): void {
  walkContext(folder, compileIgnore('closed\n!closed/inner/x'));
}
