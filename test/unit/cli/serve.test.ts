import { describe, expect, test } from 'vitest';
import { runLine } from './run-line.ts';

const neverOpened = () => Promise.reject(new Error('the core was opened'));

describe('twinberth serve refuses before it opens anything', () => {
  test.each([
    ['serve --listen box.example', 'an address in numbers'],
    ['serve --listen 0.0.0.0', '--tls-cert and --tls-key'],
    ['serve --listen 192.168.1.20', 'readable on the way'],
    ['serve --tls-cert box.pem', '--tls-key is missing'],
    ['serve --tls-key box.key', '--tls-cert is missing'],
    ['serve --port 65536', '1 to 65535'],
    ['serve --port http', '1 to 65535'],
    [
      'serve --listen 0.0.0.0 --tls-cert /nowhere/box.pem --tls-key /nowhere/box.key',
      '/nowhere/box.pem cannot be read',
    ],
  ])('%s', async (line, said) => {
    const { exitCode, stdout, stderr } = await runLine(line, { createCore: neverOpened });
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(said);
  });
});
