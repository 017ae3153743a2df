import { expect, onTestFinished, test } from 'vitest';
import { keepPicture } from '../stage/keep-picture.ts';
import { openStage } from '../stage/open-stage.ts';
import { watchConsole } from '../stage/watch-console.ts';
import { tellStory } from '../story.ts';
import { openDesktop } from './open-desktop.ts';

test('from an empty machine to a rollback, in the desktop app', async () => {
  const stage = await openStage();
  onTestFinished(() => stage.remove());
  const desktop = await openDesktop({ ...stage.env });
  // What the user will choose when the system asks for a folder.
  await desktop.app.evaluate(
    (_electron, folder) => void globalThis.desktop.folders.push(folder),
    stage.folder,
  );
  const page = await desktop.page();
  const complaints = watchConsole(page);
  await keepPicture(page, 'story-in-the-desktop-app', () => tellStory(page, stage));
  expect(complaints).toEqual([]);
});
