import type { Colour } from '../../../shared/model/colour.ts';

/** Where the edge's volume is mounted in its container. Everything a restart needs is in it. */
export const EDGE_DIRECTORY = '/var/lib/twinberth';

/** Listeners, defaults, the gate: depends on the edge's spec only, so it is written once. */
export const EDGE_CONFIG_FILE = `${EDGE_DIRECTORY}/edge.cfg`;

/** Which colour is open after a restart. */
export const GATE_FILE = `${EDGE_DIRECTORY}/gate.map`;

/** The Lua action that keeps requests waiting. */
export const HOLD_FILE = `${EDGE_DIRECTORY}/hold.lua`;

/** A colour's backend with its replicas. A file for each, so that writing one cannot touch the other. */
export function colourConfigFile(colour: Colour): string {
  return `${EDGE_DIRECTORY}/${colour}.cfg`;
}

/** A colour's health path, under the key `path`. A map, because a map can be changed in the running process. */
export function colourHealthFile(colour: Colour): string {
  return `${EDGE_DIRECTORY}/${colour}.map`;
}
