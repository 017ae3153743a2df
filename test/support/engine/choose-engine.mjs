// @ts-check
import { SetupProblem } from '../setup-problem.mjs';

export const DEFAULT_SOCKET = 'unix:///var/run/docker.sock';

/**
 * `existing`: an engine that somebody else started; only what carries this run's label may be removed there.
 * `private`: none was named, and this machine allows starting one.
 * @typedef {{ kind: 'existing', endpoint: string, address: string } | { kind: 'private' }} EngineChoice
 *
 * @typedef {object} Surroundings
 * @property {Readonly<Record<string, string | undefined>>} env
 * @property {string} platform as process.platform
 * @property {boolean} root whether this process has the rights of root
 * @property {(endpoint: string) => Promise<{ answers: true } | { answers: false, reason: string }>} ping
 */

/**
 * Which engine tests, demo and benches use: the one that TWINBERTH_TEST_ENGINE or DOCKER_HOST names, else a private
 * one, else (without root) the one at the default socket.
 * @param {Surroundings} surroundings
 * @returns {Promise<EngineChoice>}
 * @throws {SetupProblem} that says what to do, when there is none to use
 */
export async function chooseEngine({ env, platform, root, ping }) {
  for (const name of ['TWINBERTH_TEST_ENGINE', 'DOCKER_HOST']) {
    const endpoint = env[name];
    if (endpoint === undefined || endpoint === '') continue;
    const reply = await ping(endpoint);
    if (reply.answers) return { kind: 'existing', endpoint, address: addressOf(endpoint, env) };
    throw new SetupProblem(
      `${name} names ${endpoint}, but no engine can be used there: ${reply.reason}\n` +
        `Start that engine, correct ${name}, or unset it to have a private engine started (as root).`,
    );
  }
  if (root && platform === 'linux') return { kind: 'private' };
  const reply = await ping(DEFAULT_SOCKET);
  if (reply.answers)
    return { kind: 'existing', endpoint: DEFAULT_SOCKET, address: addressOf(DEFAULT_SOCKET, env) };
  throw new SetupProblem(noEngine(platform, reply.reason));
}

/**
 * @param {string} platform
 * @param {string} reason
 */
function noEngine(platform, reason) {
  const lines = [
    `This needs a Docker Engine, and there is none to use: ${DEFAULT_SOCKET} says "${reason}". Either`,
    '  - start Docker, and make sure that your user may use its socket, or',
    '  - name an engine:  TWINBERTH_TEST_ENGINE=unix:///path/to/docker.sock (or tcp://host:port) npm test',
  ];
  if (platform === 'linux') {
    lines[1] += ' (usually: sudo usermod -aG docker "$USER", then log in again), or';
    lines.push(
      '  - run as root (sudo npm test): a private engine is then started, kept apart from everything, and removed at the end.',
    );
  }
  return lines.join('\n').replace(', or (usually', ' (usually');
}

/**
 * Where ports that the engine publishes can be reached from here.
 * @param {string} endpoint
 * @param {Readonly<Record<string, string | undefined>>} env
 */
function addressOf(endpoint, env) {
  const given = env['TWINBERTH_TEST_ADDRESS'];
  if (given !== undefined && given !== '') return given;
  return endpoint.startsWith('unix:') || endpoint.startsWith('npipe:')
    ? '127.0.0.1'
    : new URL(endpoint).hostname;
}
