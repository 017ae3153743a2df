import { app, dialog, shell } from 'electron';
import { explainStartProblem } from './explain-start-problem.ts';

/** Says why the app cannot start, and ends it. */
export async function showStartProblem(error: unknown): Promise<void> {
  const { message, detail, show } = explainStartProblem(error);
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'Twinberth',
    message,
    detail,
    buttons: show === undefined ? ['Quit'] : ['Quit', 'Show the file and quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1 && show !== undefined) shell.showItemInFolder(show);
  app.exit(1);
}
