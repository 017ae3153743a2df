import { describe, expect, it } from 'vitest';
import { problemOf } from './app-folder.ts';

describe('an impossible value', () => {
  it.each([
    ['port: 0', 'port', 'between 1 and 65535'],
    ['port: http', 'port', 'must be a port number'],
    ['publish: 70000', 'publish', 'between 1 and 65535'],
    ['publish: 127.0.0.1:99999', 'publish', 'between 1 and 65535'],
    ['publish: 53/udp', 'publish', 'UDP'],
    ['replicas: 0', 'replicas', 'between 1 and 15'],
    ['replicas: 1.5', 'replicas', 'whole number'],
    ['mode: udp', 'mode', '`http`, `tcp`'],
    ['strategy: canary', 'strategy', '`blue-green`'],
    ['read_only: yes', 'read_only', '`true` or `false`'],
    ['bake: 10', 'bake', 'has no unit'],
    ['bake: { maxErrorRate: 5 }', 'bake.maxErrorRate', 'between 0% and 100%'],
    ['drain: 30d', 'drain', 'at most 7d'],
    ['health: false', 'health', 'cannot be switched off'],
    ['health: { path: "/a b" }', 'health.path', 'without spaces'],
    ['health: { stable: 60s }', 'health.stable', 'must be shorter than the deadline'],
    ['mem_limit: lots', 'mem_limit', 'is not a size'],
    ['mem_limit: 1m', 'mem_limit', 'at least 6m'],
    ['cpus: -1', 'cpus', 'number of cores'],
    ['stop_signal: SIGTREM', 'stop_signal', 'is not a signal'],
    ['cap_add: [NET_ADMNI]', 'cap_add[0]', 'is not a capability'],
    ['extra_hosts: ["db"]', 'extra_hosts[0]', 'is not name:address'],
    ['command: "sh -c \'x"', 'command', 'never closed'],
    ['command: []', 'command', 'is empty'],
    ['command: { a: b }', 'command', 'a list or a string'],
    ['volumes: ["/data"]', 'volumes[0]', 'is not source:target'],
    ['volumes: ["data:var"]', 'volumes[0]', 'absolute path in the container'],
    ['volumes: ["data:/var:rx"]', 'volumes[0]', 'ends with `:rx`'],
    ['volumes: ["data:/"]', 'volumes[0]', 'root of the container'],
    ['tmpfs: tmp', 'tmpfs', 'absolute path'],
    ['environment: { A: [1] }', 'environment.A', 'must be text, not a list'],
    ['environment: ["A"]', 'environment[0]', 'is not NAME=value'],
    ['environment: { "A B": 1 }', 'environment.A B', 'no variable can have'],
    ['labels: { dev.twinberth.app: x }', 'labels.dev.twinberth.app', "Twinberth's own"],
    ['test: { command: x, environment: { A: { secret: "env:A" } } }', 'test.environment.A', 'no secrets'],
    ['environments: [dev, prod]', 'environments', 'must be a map'],
    ['environments: { dev: 18080 }', 'environments.dev', 'must be a map'],
    ['environments: { latest: }', 'environments', 'may not be `latest`'],
    ['environments: { a-very-long-environment: }', 'environments', 'longer than 15'],
  ])('%s', async (line, key, words) => {
    const problem = await problemOf(line.includes('environments') ? line : `${line}\nenvironments: { dev: }`);
    expect(problem.key).toBe(key);
    expect(problem.message).toContain(words);
    expect(problem.line).toBe(3);
  });

  it('mounted twice is found in the environment that does it', async () => {
    const problem = await problemOf('tmpfs: /data\nenvironments: { dev: { volumes: ["a:/data"] } }');
    expect(problem).toMatchObject({
      key: 'environments.dev.volumes',
      message: 'mounts two things at /data',
      line: 4,
    });
  });

  it('that may be a secret is not repeated', async () => {
    const problem = await problemOf('environment: { PASSWORD: { secret: hunter2 } }');
    expect(problem.suggestion).toContain('env:NAME');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('that is missing has no value to take away', async () => {
    const problem = await problemOf('environment: { TOKEN: }');
    expect(problem.suggestion).toContain('`TOKEN: { secret: "env:TOKEN" }`');
    expect(await problemOf('drain:')).toMatchObject({ key: 'drain', message: 'has no value' });
  });
});
