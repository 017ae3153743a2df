import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';

/** The user `nobody` of most systems. */
const NOBODY = 65534;

/**
 * Runs `work(folder)` of a module in a process that permissions apply to, also when the tests run as root. Returns the
 * code and message of what it threw, `undefined` when it did not. `folder` is made accessible to that process.
 */
export function failureWithoutPrivileges(
  module: URL,
  work: string,
  folder: string,
): { code: string; message: string } | undefined {
  chmodSync(folder, 0o755);
  const script = `
    const { ${work}: work } = await import(${JSON.stringify(module.href)});
    try { work(process.argv[1]); console.log('null'); }
    catch ({ code, message }) { console.log(JSON.stringify({ code, message })); }`;
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, folder], {
    ...user,
    encoding: 'utf8',
    env: {},
    cwd: '/',
  });
  return (JSON.parse(output) as { code: string; message: string } | null) ?? undefined;
}
