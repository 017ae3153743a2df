import { versionName } from '../../../shared/model/release.ts';
import type { Begun, OperationOutput } from '../../../shared/model/operation.ts';
import type { BuildCommand, BuildStage } from '../core.ts';
import type { OperationTools } from '../house/house.ts';
import { createBuildLines } from '../releases/build-lines.ts';
import { formatBytes } from '../runtime/format-bytes.ts';
import type { CallDeps } from './calls.ts';

/** Builds in the background. Throws at once for what there is not: `app.unknown`. */
export function beginBuild(
  { core, house }: CallDeps,
  request: Pick<BuildCommand, 'app' | 'host' | 'noCache' | 'pull'>,
): Begun {
  const { app } = request;
  core.releases.list(app, { limit: 1 });
  const operation = house.operations.begin({ kind: 'build', title: `Build ${app}`, app }, async (tools) => {
    const lines = createBuildLines((text, stream) => tools.print({ stage: 'build', stream, text }));
    const { release, reused } = await core.releases.build({
      ...request,
      signal: tools.signal,
      onProgress: (stage) => {
        lines.add(stage);
        tell(tools, stage);
      },
    });
    lines.flush();
    const { state: test } = release.test;
    const made = reused ? 'is what this would make again' : 'is built';
    tools.tell(`${versionName(release.version)} ${made}`);
    return { kind: 'build', version: release.version, reused, test };
  });
  return { operation: operation.id };
}

/** What it is doing now, in a line, and the lines that are no step's. */
function tell(tools: OperationTools, stage: BuildStage): void {
  switch (stage.stage) {
    case 'hash':
      tools.tell(`Reading the folder: ${stage.files} files, ${formatBytes(stage.bytes)}`);
      break;
    case 'pull': {
      const { text, currentBytes, totalBytes } = stage.progress;
      if (currentBytes === undefined) tools.tell(text);
      else tools.tell(text, bytes(currentBytes, totalBytes));
      break;
    }
    case 'test':
      tools.tell('Testing');
      tools.print(testLine(stage.line));
      break;
    case 'note':
      tools.tell(stage.text);
      break;
    case 'build': {
      const { progress } = stage;
      if (progress.kind === 'step' && progress.state === 'running') tools.tell(progress.name);
      if (progress.kind === 'sent') tools.tell('Sending the folder', bytes(progress.bytes));
      if (progress.kind === 'bytes') tools.tell(progress.name, bytes(progress.current, progress.total));
      break;
    }
  }
}

function testLine({ stream, text }: { readonly stream: 'stdout' | 'stderr'; readonly text: string }) {
  return { stage: 'test', stream, text } satisfies Omit<OperationOutput, 'at'>;
}

function bytes(current: number, total?: number) {
  return { current, unit: 'bytes' as const, ...(total === undefined ? {} : { total }) };
}
