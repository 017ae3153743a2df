import { describe, expect, it } from 'vitest';
import { readAppConfig } from '../../../electron/core/apps/read-app-config.ts';
import { readSettings } from '../../../electron/core/apps/settings.ts';
import { failureOf } from '../../support/failure-of.ts';
import { appFolder, configOf, settings } from './app-folder.ts';

const app = (retention: string) => `app: web\nbuild: .\nport: 80\n${retention}environments: { dev: {} }\n`;

describe('how long releases are kept', () => {
  it('is what the file says, as far as it says it', async () => {
    expect((await configOf(app('retention: { keep: 12, days: 0 }\n'))).retention).toEqual({
      keep: 12,
      days: 0,
    });
    expect((await configOf(app('retention: { days: 30 }\n'))).retention).toEqual({ days: 30 });
    expect((await configOf(app(''))).retention).toBeUndefined();
  });

  it('is refused where it cannot be, with what was meant', async () => {
    const problemsOf = async (retention: string) => {
      const folder = await appFolder(app(retention));
      return (await failureOf(readAppConfig(folder, settings))).message;
    };
    expect(await problemsOf('retention: { keep: 0 }\n')).toMatch(/retention\.keep.*between 1 and/);
    expect(await problemsOf('retention: { keeps: 3 }\n')).toMatch(/retention\.keeps.*(keep)/s);
  });

  it('has defaults, which variables change', () => {
    const read = (variables: Record<string, string>) =>
      readSettings(variables, 'linux', '/home/ann').settings.retention;
    expect(read({})).toEqual({ keep: 5, days: 7, logs: 50, logDays: 90 });
    expect(read({ TWINBERTH_RETENTION_KEEP: '9', TWINBERTH_RETENTION_DAYS: '0' })).toMatchObject({
      keep: 9,
      days: 0,
    });
    expect(() => read({ TWINBERTH_RETENTION_KEEP: '0' })).toThrow(/TWINBERTH_RETENTION_KEEP must be/);
  });
});
