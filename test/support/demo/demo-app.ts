import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoPlace } from './choose-place.ts';

const SAMPLE_APP = join(import.meta.dirname, '../sample-app');

/** A newcomer's own folder with the sample app. */
export interface DemoApp {
  readonly folder: string;
  /** A change as somebody would make it in an editor; returns the line that it changed. */
  edit(version: string, behaviour: string): Promise<string>;
  /** What twinberth.yaml holds now. */
  file(): Promise<string>;
}

/** Copies the sample app and gives it the names and ports that were chosen. */
export async function createDemoApp(folder: string, place: DemoPlace): Promise<DemoApp> {
  await mkdir(folder, { recursive: true });
  await cp(SAMPLE_APP, folder, { recursive: true });
  const path = join(folder, 'twinberth.yaml');
  const file = () => readFile(path, 'utf8');
  await writeFile(path, withPlace(await file(), place));
  return {
    folder,
    file,
    edit: async (version, behaviour) => {
      const line = `  args: { VERSION: ${version}, BEHAVIOUR: ${behaviour} }`;
      await writeFile(path, (await file()).replace(/^ {2}args:.*$/m, line));
      return line.trim();
    },
  };
}

/** The sample's own file, in which the names and the ports are this place's. Its looks stay: people are to read it. */
export function withPlace(text: string, { app, dev, prod, ports }: DemoPlace): string {
  const changes = [
    [/^app: sample$/m, `app: ${app}`],
    [/^ {2}dev: \{ publish: 18080/m, `  ${dev}: { publish: ${ports.dev}`],
    [/^ {2}prod: \{ publish: 18081/m, `  ${prod}: { publish: ${ports.prod}`],
  ] as const;
  let changed = text;
  for (const [pattern, replacement] of changes) {
    if (!pattern.test(changed)) throw new Error(`The sample app's twinberth.yaml has no ${pattern.source}.`);
    changed = changed.replace(pattern, replacement);
  }
  return changed;
}
