// @ts-check
'use strict';

/*
 * What core, main and pages use of a newer JavaScript than the stand-in runtime's (V8 11.4). Nothing here is exact beyond what
 * those callers need, and nothing of it is in the product. Pages run this very function, as its text: it refers to nothing
 * outside of itself.
 */
function fillInLanguage() {
  /** @param {any} target @param {string} name @param {unknown} value */
  const fillIn = (target, name, value) => {
    if (target[name] === undefined)
      Object.defineProperty(target, name, { value, writable: true, configurable: true });
  };

  /** @param {Iterable<any>} items @param {Function} keyOf */
  const grouped = (items, keyOf) => {
    const groups = new Map();
    let index = 0;
    for (const item of items) {
      const key = keyOf(item, index++);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
    return groups;
  };

  fillIn(Promise, 'withResolvers', () => {
    /** @type {Record<string, unknown>} */
    const made = {};
    made['promise'] = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
  });
  fillIn(Promise, 'try', async (/** @type {Function} */ work, /** @type {unknown[]} */ ...args) =>
    work(...args),
  );
  fillIn(Array, 'fromAsync', async (/** @type {AsyncIterable<unknown>} */ source) => {
    const all = [];
    for await (const one of source) all.push(one);
    return all;
  });
  fillIn(Object, 'groupBy', (/** @type {Iterable<any>} */ items, /** @type {Function} */ keyOf) =>
    Object.fromEntries(grouped(items, keyOf)),
  );
  fillIn(Map, 'groupBy', grouped);
  fillIn(String.prototype, 'isWellFormed', function isWellFormed() {
    return !/\p{Surrogate}/u.test(String(this));
  });
  fillIn(String.prototype, 'toWellFormed', function toWellFormed() {
    return String(this).replace(/\p{Surrogate}/gu, '\ufffd');
  });
  fillIn(Symbol, 'dispose', Symbol('Symbol.dispose'));
  fillIn(Symbol, 'asyncDispose', Symbol('Symbol.asyncDispose'));
  fillIn(RegExp, 'escape', (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  fillIn(URL, 'canParse', (/** @type {string} */ address, /** @type {string | undefined} */ base) => {
    try {
      return new URL(address, base) !== undefined;
    } catch {
      return false;
    }
  });
  fillIn(AbortSignal, 'any', (/** @type {readonly AbortSignal[]} */ signals) => {
    const controller = new AbortController();
    const taken = signals.find(({ aborted }) => aborted);
    if (taken !== undefined) controller.abort(taken.reason);
    for (const signal of signals)
      signal.addEventListener('abort', () => controller.abort(signal.reason), {
        once: true,
        signal: controller.signal,
      });
    return controller.signal;
  });

  const has = (/** @type {any} */ other) => (/** @type {unknown} */ one) => other.has(one);
  /** @type {Record<string, (this: Set<unknown>, other: any) => unknown>} */
  const ofSets = {
    union(other) {
      return new Set([...this, ...other.keys()]);
    },
    intersection(other) {
      return new Set([...this].filter(has(other)));
    },
    difference(other) {
      return new Set([...this].filter((one) => !other.has(one)));
    },
    symmetricDifference(other) {
      return new Set(
        [...this].filter((one) => !other.has(one)).concat([...other.keys()].filter((one) => !this.has(one))),
      );
    },
    isSubsetOf(other) {
      return [...this].every(has(other));
    },
    isSupersetOf(other) {
      return [...other.keys()].every(has(this));
    },
    isDisjointFrom(other) {
      return ![...this].some(has(other));
    },
  };
  for (const [name, method] of Object.entries(ofSets)) fillIn(Set.prototype, name, method);

  // Iterator helpers, by way of an array: the callers' iterators are short.
  const prototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  for (const name of ['map', 'filter', 'flatMap'])
    fillIn(prototype, name, function helper(/** @type {any} */ callback) {
      return /** @type {any} */ ([.../** @type {any} */ (this)])[name](callback).values();
    });
  for (const name of ['some', 'every', 'find', 'reduce', 'forEach'])
    fillIn(prototype, name, function helper(/** @type {any[]} */ ...args) {
      return /** @type {any} */ ([.../** @type {any} */ (this)])[name](...args);
    });
  fillIn(prototype, 'toArray', function toArray() {
    return [.../** @type {any} */ (this)];
  });
  fillIn(prototype, 'take', function take(/** @type {number} */ count) {
    return [.../** @type {any} */ (this)].slice(0, count).values();
  });
  fillIn(prototype, 'drop', function drop(/** @type {number} */ count) {
    return [.../** @type {any} */ (this)].slice(count).values();
  });
}

module.exports = { fillInLanguage };
