/** What `heal` would do, in the words of the findings. */
export const HEALING = {
  anew: 'makes the containers of this release anew, and swings the gate to them',
  lost: 'makes the container anew from the image; what was written in it is gone. What the app writes by design is named under `drift.ignore` in twinberth.yaml',
  clear: 'clears it away: what serves now takes its place as the standby',
  remove: 'stops and removes it',
  foreign: 'nothing: only the history that deployed it may take it away',
  tag: 'points the tag back at the image of the release',
  createEdge: 'makes the edge again',
  startEdge: 'starts the edge',
  replaceEdge: 'replaces the edge; for about a second connections are refused',
  edgePolicy: 'sets it again, without touching what the edge answers',
  gate: 'swings the gate back to what was recorded',
  nothing: 'nothing: it is over; the placement is watched anew from then on',
} as const;
