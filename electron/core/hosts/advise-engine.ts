import type { EngineSearch } from '../../../shared/model/host-views.ts';

type Advice = EngineSearch['advice'][number];

/** How to get an engine here, the easiest first: what is there already and only lacks a little comes before what is new. */
export function adviseEngine(platform: string, tried: EngineSearch['tried']): readonly Advice[] {
  if (tried.some(({ engine }) => engine !== undefined)) return [];
  const forbidden = tried.some(({ problem }) => problem?.code === 'permission');
  if (platform === 'darwin') return MACOS;
  if (platform === 'win32') return WINDOWS;
  return forbidden ? [JOIN_GROUP, ...LINUX] : LINUX;
}

const JOIN_GROUP: Advice = {
  title: 'Let yourself use the engine that is there',
  text: 'An engine listens here, and you may not speak to it. Add yourself to its group, then log out and in again. Whoever is in that group has root on this machine.',
  command: 'sudo usermod -aG docker "$USER"',
};

const LINUX: readonly Advice[] = [
  {
    title: 'Start Docker Engine',
    text: 'When it is installed but does not run: start it, now and whenever the machine starts.',
    command: 'sudo systemctl enable --now docker',
  },
  {
    title: 'Install Docker Engine on Debian or Ubuntu',
    text: "The distribution's own package is all that Twinberth needs.",
    command: 'sudo apt install docker.io && sudo usermod -aG docker "$USER"',
  },
  {
    title: 'Install Docker Engine on Fedora',
    text: "The distribution's own package is all that Twinberth needs.",
    command: 'sudo dnf install moby-engine && sudo systemctl enable --now docker',
  },
  {
    title: 'Use Podman',
    text: 'Podman speaks the same language once its socket is on. It has no BuildKit, so builds use the classic way.',
    command: 'systemctl --user enable --now podman.socket',
  },
];

const MACOS: readonly Advice[] = [
  {
    title: 'Start Docker Desktop or OrbStack',
    text: 'When one of them is installed, open it and wait until it says that it runs.',
    command: 'open -a Docker',
  },
  {
    title: 'Install Colima',
    text: 'A small engine for the command line, from Homebrew.',
    command: 'brew install colima docker && colima start',
  },
  {
    title: 'Install OrbStack',
    text: 'A quick engine with an app of its own, from Homebrew.',
    command: 'brew install orbstack && open -a OrbStack',
  },
];

const WINDOWS: readonly Advice[] = [
  {
    title: 'Start Docker Desktop',
    text: 'When it is installed, open it and wait until it says that it runs.',
  },
  {
    title: 'Install Docker Desktop',
    text: 'It needs WSL 2, which it sets up itself.',
    command: 'winget install Docker.DockerDesktop',
  },
  {
    title: 'Install Podman',
    text: 'Podman speaks the same language once its machine runs. It has no BuildKit, so builds use the classic way.',
    command: 'winget install RedHat.Podman && podman machine init && podman machine start',
  },
];
