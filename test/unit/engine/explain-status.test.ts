import { expect, test } from 'vitest';
import { explainStatus } from '../../../electron/core/engine/http/explain-status.ts';

const ENDPOINT = 'unix:///run/docker.sock';
const container = { kind: 'container', doing: 'start container web' } as const;

/** Sentences of Docker 20.10 to 29, Docker Desktop and Podman, as they come. */
test.each([
  [
    500,
    'driver failed programming external connectivity on endpoint web: Bind for 0.0.0.0:8080 failed: port is already allocated',
    'port.taken',
    8080,
  ],
  [
    500,
    'driver failed programming external connectivity on endpoint web: Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use',
    'port.taken',
    80,
  ],
  [
    500,
    'failed to set up container networking: driver failed programming external connectivity on endpoint web: failed to bind host port for 127.0.0.1:18080:172.17.0.2:80/tcp: address already in use',
    'port.taken',
    18080,
  ],
  [500, 'failed to bind host port 0.0.0.0:8443/tcp: address already in use', 'port.taken', 8443],
  [500, 'listen tcp6 [::]:9000: bind: address already in use', 'port.taken', 9000],
  [
    500,
    'Ports are not available: exposing port TCP 0.0.0.0:8080 -> 127.0.0.1:0: listen tcp 0.0.0.0:8080: bind: Only one usage of each socket address is normally permitted.',
    'port.taken',
    8080,
  ],
  [
    500,
    'rootlessport cannot expose privileged port 80, you can add net.ipv4.ip_unprivileged_port_start=80',
    'permission',
    undefined,
  ],
  [403, 'Address already in use', 'address.exhausted', undefined],
  [403, 'Pool overlaps with other one on this address space', 'address.exhausted', undefined],
  [
    403,
    'invalid pool request: Pool overlaps with other one on this address space',
    'address.exhausted',
    undefined,
  ],
  [
    409,
    'Conflict. The container name "/web" is already in use by container "abc". You have to remove (or rename) that container to be able to reuse that name.',
    'name.taken',
    undefined,
  ],
  [409, 'network with name twinberth-prod already exists', 'name.taken', undefined],
  [
    500,
    'creating container storage: the container name "web" is already in use by abc. You have to remove that container to be able to reuse that name: that name is already in use',
    'name.taken',
    undefined,
  ],
  [404, 'No such image: sha256:00', 'image.missing', undefined],
  [404, 'No such container: web', 'container.missing', undefined],
  [404, 'no container with name or ID "web" found: no such container', 'container.missing', undefined],
  [404, 'network twinberth-prod not found', 'engine.failed', undefined],
  [500, 'write /var/lib/docker/tmp/x: no space left on device', 'disk.full', undefined],
  [400, 'client version 1.52 is too new. Maximum supported API version is 1.41', 'engine.version', undefined],
  [400, 'Client sent an HTTP request to an HTTPS server.', 'engine.unreachable', undefined],
  [401, 'authorization denied by plugin', 'permission', undefined],
  [409, 'Container abc is not running', 'engine.failed', undefined],
] as const)('%i %s', (status, message, code, port) => {
  const failure = explainStatus(status, message, ENDPOINT, container);
  expect(failure.code).toBe(code);
  expect(failure.details).toMatchObject({ engine: message, status, endpoint: ENDPOINT });
  expect(failure.details['port']).toBe(port);
  expect(failure.message).toContain('start container web');
  expect(failure.message).toContain(ENDPOINT);
});

test('an empty answer is told by its status', () => {
  expect(explainStatus(500, '', ENDPOINT, container).details['engine']).toBe('HTTP status 500');
});
