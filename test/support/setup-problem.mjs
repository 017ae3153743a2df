// @ts-check

/** Something about this machine that the person at the keyboard has to change; shown without a stack. */
export class SetupProblem extends Error {
  /** @override */
  name = 'SetupProblem';
}
