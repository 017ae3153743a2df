import { homedir } from 'node:os';
import { app } from 'electron';
import { announceScheme } from './address/serve-interface.ts';
import { findLink, LINK_SCHEME } from './address/parse-link.ts';
import { runApp } from './run-app.ts';
import { guardContents } from './security/guard-contents.ts';
import { desktopFolder } from './startup/desktop-folder.ts';
import { showStartProblem } from './startup/show-start-problem.ts';

app.setName('Twinberth');
app.setPath('userData', desktopFolder(process.env, process.platform, homedir()));
// Windows finds the name and icon of notifications by it.
app.setAppUserModelId('dev.twinberth.app');

if (app.requestSingleInstanceLock()) {
  announceScheme();
  guardContents();
  // Chromium refuses its sandbox to root, who has to start with this switch.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  runApp({ link: findLink(process.argv), hidden: process.argv.includes('--hidden') }).catch(showStartProblem);
} else {
  // The one that runs was told our arguments.
  app.exit(0);
}
