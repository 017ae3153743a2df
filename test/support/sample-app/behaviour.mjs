/**
 * What the sample app does wrong, chosen by BEHAVIOUR. BEHAVIOUR_AFTER_MS says when, for those that change their mind.
 * @param {Record<string, string | undefined>} env
 */
export function readBehaviour(env) {
  const name = env.BEHAVIOUR || 'ok';
  const afterMs = Number(env.BEHAVIOUR_AFTER_MS ?? 3_000);
  const faults = FAULTS[name];
  if (faults === undefined)
    throw new Error(`BEHAVIOUR is ${name}; it can be ${Object.keys(FAULTS).join(', ')}.`);
  return { name, ...SOUND, ...faults(afterMs) };
}

const SOUND = {
  exitsAtOnce: false,
  listensElsewhere: false,
  loopbackOnly: false,
  ignoresSigterm: false,
  answers500: false,
  startsAfterMs: 0,
  /** Milliseconds after the start; undefined: never. */
  diesAfterMs: undefined,
  unhealthyAfterMs: undefined,
};

/** @type {Record<string, (afterMs: number) => Partial<typeof SOUND>>} */
const FAULTS = {
  ok: () => ({}),
  'fails-its-test': () => ({}),
  exit: () => ({ exitsAtOnce: true }),
  'other-port': () => ({ listensElsewhere: true }),
  'loopback-only': () => ({ loopbackOnly: true }),
  'never-healthy': () => ({ unhealthyAfterMs: 0 }),
  'unhealthy-later': (afterMs) => ({ unhealthyAfterMs: afterMs }),
  'dies-when-stable': (afterMs) => ({ diesAfterMs: afterMs }),
  'ignores-sigterm': () => ({ ignoresSigterm: true }),
  'answers-500': () => ({ answers500: true }),
  'slow-start': (afterMs) => ({ startsAfterMs: afterMs }),
};
