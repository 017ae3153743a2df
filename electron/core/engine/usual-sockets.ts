import { join } from 'node:path';

/** A place where an engine listens without any configuration, and whose it is. */
export interface UsualSocket {
  /** `Docker Engine`, `Docker Desktop`, `Podman` … */
  readonly of: string;
  readonly kind: 'unix' | 'npipe';
  readonly path: string;
  /** The docker command's own habit: taken where nothing says which engine is meant. The others are only offered. */
  readonly usual: boolean;
}

export const ROOTFUL = '/var/run/docker.sock';

/** The likeliest first. `runtime` is XDG_RUNTIME_DIR, `home` the user's home folder. */
export function usualSockets(
  platform: NodeJS.Platform,
  home: string,
  runtime: string | undefined,
): readonly UsualSocket[] {
  if (platform === 'win32') return PIPES;
  const socket = (of: string, path: string, usual = true): UsualSocket => ({ of, kind: 'unix', path, usual });
  const inHome = (of: string, path: string, usual = true) => socket(of, join(home, path), usual);
  if (platform === 'darwin') {
    return [
      inHome('Docker Desktop', '.docker/run/docker.sock'),
      socket('Docker Engine', ROOTFUL),
      inHome('OrbStack', '.orbstack/run/docker.sock'),
      inHome('Colima', '.colima/default/docker.sock'),
      inHome('Rancher Desktop', '.rd/docker.sock'),
      inHome('Podman', '.local/share/containers/podman/machine/podman.sock', false),
    ];
  }
  const inRuntime = (of: string, path: string) =>
    runtime === undefined ? [] : [socket(of, join(runtime, path))];
  return [
    socket('Docker Engine', ROOTFUL),
    ...inRuntime('rootless Docker', 'docker.sock'),
    inHome('Docker Desktop', '.docker/desktop/docker.sock'),
    inHome('Docker Desktop', '.docker/run/docker.sock'),
    ...inRuntime('Podman', 'podman/podman.sock'),
    socket('Podman as root', '/run/podman/podman.sock', false),
    inHome('Colima', '.colima/default/docker.sock', false),
    inHome('Rancher Desktop', '.rd/docker.sock', false),
  ];
}

const PIPES: readonly UsualSocket[] = [
  { of: 'Docker Desktop or Docker Engine', kind: 'npipe', path: '//./pipe/docker_engine', usual: true },
  { of: 'Docker Desktop', kind: 'npipe', path: '//./pipe/dockerDesktopLinuxEngine', usual: false },
  { of: 'Podman', kind: 'npipe', path: '//./pipe/podman-machine-default', usual: false },
];
