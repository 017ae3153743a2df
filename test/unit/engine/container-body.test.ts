import { expect, test } from 'vitest';
import { containerBody } from '../../../electron/core/engine/containers/container-body.ts';

test('everything that a spec can say arrives in the shape of the API', () => {
  expect(
    containerBody({
      name: 'web',
      image: 'sha256:1',
      labels: { a: 'b' },
      command: ['serve'],
      entrypoint: [],
      environment: ['A=1'],
      user: '1000',
      workingDir: '/srv',
      hostname: 'web',
      stopSignal: 'SIGUSR1',
      readOnlyRoot: true,
      init: true,
      tmpfs: ['/tmp', '/run:size=1m,mode=755'],
      mounts: [
        { kind: 'volume', source: 'data', target: '/data', readOnly: false },
        { kind: 'bind', source: '/etc/x', target: '/x', readOnly: true },
      ],
      network: { name: 'net', address: '10.0.0.5', aliases: ['web'] },
      publish: [
        { containerPort: 80, hostPort: 8080 },
        { containerPort: 80, hostPort: 8081, hostAddress: '127.0.0.1' },
      ],
      restart: 'always',
      memoryBytes: 1024,
      cpus: 0.1,
      pids: 10,
      capAdd: ['NET_ADMIN'],
      capDrop: ['ALL'],
      extraHosts: ['db:10.0.0.9'],
      ulimits: [{ name: 'nofile', soft: 1, hard: 2 }],
      logRotation: { maxBytes: 1000, maxFiles: 3 },
    }),
  ).toEqual({
    Image: 'sha256:1',
    Labels: { a: 'b' },
    Cmd: ['serve'],
    Entrypoint: [],
    Env: ['A=1'],
    User: '1000',
    WorkingDir: '/srv',
    Hostname: 'web',
    StopSignal: 'SIGUSR1',
    ExposedPorts: { '80/tcp': {} },
    HostConfig: {
      NetworkMode: 'net',
      RestartPolicy: { Name: 'always' },
      PortBindings: {
        '80/tcp': [
          { HostIp: '', HostPort: '8080' },
          { HostIp: '127.0.0.1', HostPort: '8081' },
        ],
      },
      Mounts: [
        { Type: 'volume', Source: 'data', Target: '/data', ReadOnly: false },
        { Type: 'bind', Source: '/etc/x', Target: '/x', ReadOnly: true },
      ],
      Tmpfs: { '/tmp': '', '/run': 'size=1m,mode=755' },
      ReadonlyRootfs: true,
      Init: true,
      Memory: 1024,
      NanoCpus: 100_000_000,
      PidsLimit: 10,
      CapAdd: ['NET_ADMIN'],
      CapDrop: ['ALL'],
      ExtraHosts: ['db:10.0.0.9'],
      Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }],
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1000', 'max-file': '3' } },
    },
    NetworkingConfig: {
      EndpointsConfig: { net: { IPAMConfig: { IPv4Address: '10.0.0.5' }, Aliases: ['web'] } },
    },
  });
});

test('what a spec leaves open is left to the image, and there is no network unless one is named', () => {
  expect(containerBody({ name: 'web', image: 'sha256:1', labels: {} })).toEqual({
    Image: 'sha256:1',
    Labels: {},
    ExposedPorts: {},
    HostConfig: { NetworkMode: 'none', RestartPolicy: { Name: 'no' }, PortBindings: {} },
  });
});
