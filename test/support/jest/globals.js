/** What `@jest/globals` is in a worker: the functions of Jest that the runner has put there, with a limit of time. */
const limit = 60_000;

/** The runner waits for ever: what takes too long is said to have failed. */
function limited(body, milliseconds = limit) {
  if (typeof body !== 'function') return body;
  return (...values) => {
    const { promise, reject } = Promise.withResolvers();
    const timer = setTimeout(() => reject(new Error(`Not done within ${milliseconds} ms.`)), milliseconds);
    return Promise.race([Promise.resolve().then(() => body(...values)), promise]).finally(() => clearTimeout(timer));
  };
}

const hook = base => (body, milliseconds) => base(limited(body, milliseconds));

function named(base) {
  const each =
    (...table) =>
    (name, body, milliseconds) =>
      base.each(...table)(name, limited(body, milliseconds));
  return Object.assign((name, body, milliseconds) => base(name, limited(body, milliseconds)), { each });
}

const { expect, describe, jest } = globalThis;
const test = Object.assign(named(globalThis.test), {
  skip: globalThis.test.skip,
  only: named(globalThis.test.only),
  todo: globalThis.test.todo,
});
const [beforeAll, afterAll, beforeEach, afterEach] = ['beforeAll', 'afterAll', 'beforeEach', 'afterEach'].map(name =>
  hook(globalThis[name]),
);

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test, test as it };
