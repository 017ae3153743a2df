import { finalStage } from './final-stage.ts';
import type { Hint, Hints } from './hints.ts';
import { healthOf } from './health-hint.ts';

type DockerfileHints = Pick<Hints, 'volumes' | 'notes'> &
  Partial<Pick<Hints, 'port' | 'healthPath'>> & {
    /** The whole folder is copied into the image, so what tests need from it is there. */
    readonly copiesAll: boolean;
    readonly runsNode: boolean;
  };

/** What a Dockerfile's last stage says of how its containers run. `file` is how it is called in sentences. */
export function readDockerfile(text: string, file: string): DockerfileHints {
  const { instructions, expand } = finalStage(text);
  const all = (keyword: string) =>
    instructions.filter((instruction) => instruction.keyword === keyword).map(({ rest }) => expand(rest));
  const command = all('CMD').at(-1) ?? '';
  const entrypoint = all('ENTRYPOINT').at(-1) ?? '';
  const health = healthOf(all('HEALTHCHECK').at(-1) ?? '', `HEALTHCHECK in ${file}`);
  const exposed = tcpPorts(all('EXPOSE'));
  const port = choosePort(exposed, all('ENV'), command, health.port, file);
  const user = all('USER').at(-1);
  return {
    ...(port === undefined ? {} : { port }),
    ...(health.path === undefined ? {} : { healthPath: health.path }),
    volumes: [...new Set(all('VOLUME').flatMap(pathsOf))].map((value) => ({
      value,
      because: `VOLUME ${value} in ${file}`,
    })),
    notes: [
      ...(exposed.length > 1
        ? [`${file} exposes ${exposed.join(', ')}: traffic goes to one port, the others are not published`]
        : []),
      ...(user === undefined || /^(root|0)(:|$)/.test(user) ? [] : [`it runs as ${user} (USER in ${file})`]),
      ...(command === '' && entrypoint === ''
        ? []
        : [`it runs ${[entrypoint, command].filter((part) => part !== '').join(' ')} (${file})`]),
    ],
    copiesAll: all('COPY').some((rest) => /^(--\S+\s+)*(\[\s*"\.\/?"|\.\/?\s)/.test(rest)),
    runsNode: /\bnode\b/.test(`${entrypoint} ${command}`),
  };
}

/** Shown ports are a promise; a variable or an argument of that name is a good guess. */
function choosePort(
  exposed: readonly number[],
  variables: readonly string[],
  command: string,
  health: number | undefined,
  file: string,
): Hint<number> | undefined {
  const told = exposed.find((port) => port === health) ?? exposed[0];
  if (told !== undefined) return { value: told, because: `EXPOSE ${told} in ${file}` };
  const variable = /(?:^|\s)PORT[= ]"?(\d{2,5})/.exec(variables.join('\n'))?.[1];
  const argument = /(?:--port[= ",]+|-p[ ",]+)"?(\d{2,5})/.exec(command)?.[1];
  const guesses: readonly (readonly [string | undefined, string])[] = [
    [variable, `ENV PORT=${variable ?? ''} in ${file}`],
    [argument, `the port ${argument ?? ''} in CMD of ${file}`],
    [health?.toString(), `the port ${health ?? ''} in HEALTHCHECK of ${file}`],
  ];
  for (const [text, because] of guesses) {
    const value = Number(text);
    if (text !== undefined && value >= 1 && value <= 65_535) return { value, because };
  }
  return undefined;
}

function tcpPorts(exposes: readonly string[]): readonly number[] {
  const words = exposes.flatMap((rest) => rest.split(/\s+/));
  const ports = words.flatMap((word) => {
    const port = Number(/^(\d{1,5})(?:-\d+)?(?:\/tcp)?$/i.exec(word)?.[1]);
    return port >= 1 && port <= 65_535 ? [port] : [];
  });
  return [...new Set(ports)];
}

/** `VOLUME /a /b` or `VOLUME ["/a"]`. */
function pathsOf(rest: string): readonly string[] {
  const words = rest.startsWith('[')
    ? [...rest.matchAll(/"([^"]*)"/g)].map(([, path = '']) => path)
    : rest.split(/\s+/);
  return words.filter((path) => path.startsWith('/'));
}
