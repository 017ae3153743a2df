import type { AppProposal, FolderListing } from '../../../shared/model/app-views.ts';
import type { EngineFacts, EngineSearch } from '../../../shared/model/host-views.ts';

export const SAMPLE_ENGINE: EngineFacts = {
  name: 'laptop',
  version: '28.5.1',
  apiVersion: '1.51',
  os: 'linux',
  architecture: 'amd64',
  imageStore: 'classic',
  storageDriver: 'overlay2',
  builder: 'buildkit',
  rootless: false,
  flavour: 'docker',
  dataRoot: '/var/lib/docker',
};

/** Nothing answers: a socket that may not be opened, a context whose machine is gone, a place where nothing is. */
export const NO_ENGINE: EngineSearch = {
  platform: 'linux',
  tried: [
    {
      endpoint: 'unix:///var/run/docker.sock',
      from: 'usual place of Docker Engine',
      problem: {
        code: 'permission',
        message: 'You may not use unix:///var/run/docker.sock (EACCES). It belongs to the group docker.',
        details: { endpoint: 'unix:///var/run/docker.sock' },
      },
    },
    {
      endpoint: 'ssh://ada@nuc-1',
      from: 'context nuc',
      problem: {
        code: 'engine.unreachable',
        message: 'ssh://ada@nuc-1 could not be reached: connect to host nuc-1 port 22: No route to host.',
        details: {},
        retry: true,
      },
    },
    {
      endpoint: 'unix:///run/user/1000/podman/podman.sock',
      from: 'usual place of Podman',
      problem: {
        code: 'engine.unreachable',
        message: 'There is no socket at /run/user/1000/podman/podman.sock (ENOENT).',
        details: {},
        retry: true,
      },
    },
  ],
  advice: [
    {
      title: 'Let yourself use the engine that is there',
      text: 'An engine listens here, and you may not speak to it. Add yourself to its group, then log out and in again.',
      command: 'sudo usermod -aG docker "$USER"',
    },
    {
      title: 'Start Docker Engine',
      text: 'When it is installed but does not run: start it, now and whenever the machine starts.',
      command: 'sudo systemctl enable --now docker',
    },
    {
      title: 'Use Podman',
      text: 'Podman speaks the same language once its socket is on.',
      command: 'systemctl --user enable --now podman.socket',
    },
  ],
};

export const ONE_ENGINE: EngineSearch = {
  platform: 'linux',
  tried: [
    {
      endpoint: 'unix:///var/run/docker.sock',
      from: 'usual place of Docker Engine',
      engine: SAMPLE_ENGINE,
    },
  ],
  advice: [],
};

const FOLDERS: Readonly<Record<string, readonly (readonly [name: string, ...holds: string[]])[]>> = {
  '/home': [['ada']],
  '/home/ada': [['Documents'], ['Downloads'], ['music'], ['src']],
  '/home/ada/src': [
    ['api', 'Dockerfile', 'twinberth.yaml'],
    ['notes'],
    ['photos', 'compose.yaml'],
    ['web', 'Dockerfile'],
  ],
  '/home/ada/src/notes': [],
};

export function sampleListing(directory = '/home/ada'): FolderListing {
  const parent = directory.slice(0, directory.lastIndexOf('/'));
  return {
    directory,
    ...(parent === '' ? {} : { parent }),
    folders: (FOLDERS[directory] ?? []).map(([name, ...holds]) => ({
      name,
      path: `${directory}/${name}`,
      holds,
    })),
  };
}

export const PROPOSED = `app: web
port: 8080
health:
  path: /healthz
test:
  command: ["node","--test"]
volumes:
  - data:/var/lib/web
environments:
  dev:
    publish: "127.0.0.1:18080"
  staging:
    publish: "127.0.0.1:18081"
  prod:
    publish: "127.0.0.1:18082"
`;

export function sampleProposal(change: Partial<AppProposal> = {}): AppProposal {
  return {
    directory: '/home/ada/src/web',
    file: '/home/ada/src/web/twinberth.yaml',
    exists: false,
    text: PROPOSED,
    because: [
      'app: web, since the folder is called web',
      'image: built from this folder, since there is a Dockerfile',
      'port: 8080, since EXPOSE 8080 in Dockerfile',
      'health: /healthz in HEALTHCHECK of Dockerfile',
      'test: the script test in package.json',
      'volumes: VOLUME /var/lib/web in Dockerfile; the data stays when versions change',
      'dev: port 18080 is free, and only this machine reaches it',
      'staging: port 18081 is free, and only this machine reaches it',
      'prod: port 18082 is free, and only this machine reaches it',
    ],
    problems: [],
    warnings: [],
    ...change,
  };
}
