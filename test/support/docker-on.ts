import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Docker's own command line on a test's engine: what people interfere with. */
export function dockerOn(endpoint: string): {
  run(...words: readonly string[]): Promise<string>;
  /** Everything that looking might change of an app's containers. */
  state(app: string): Promise<readonly string[]>;
} {
  const run = async (...words: readonly string[]): Promise<string> => {
    const { stdout } = await execute('docker', [...words], {
      env: { ...process.env, DOCKER_HOST: endpoint },
    });
    return stdout.trim();
  };
  return {
    run,
    state: async (app) => {
      const ids = await run('ps', '-aq', '--filter', `label=dev.twinberth.app=${app}`);
      const format =
        '{{.Name}} {{.Id}} {{.State.StartedAt}} {{.RestartCount}} {{json .HostConfig.RestartPolicy}}';
      const told = await run('inspect', '--format', format, ...ids.split('\n'));
      return told.split('\n').sort();
    },
  };
}
