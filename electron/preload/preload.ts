import { contextBridge, ipcRenderer } from 'electron';
import { VERSION_ARGUMENT } from '../../shared/contract/messages.ts';
import { createDesktopBridge } from './create-desktop-bridge.ts';

const version = process.argv.find((one) => one.startsWith(VERSION_ARGUMENT))?.slice(VERSION_ARGUMENT.length);

/** All that the window has of the world outside. */
contextBridge.exposeInMainWorld(
  'twinberth',
  createDesktopBridge(ipcRenderer, { kind: 'desktop', os: process.platform, version: version ?? 'unknown' }),
);
