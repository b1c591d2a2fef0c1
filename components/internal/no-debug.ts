/** In place of the package `debug` in functions: what it would write is read at a terminal, which a function has not. */
const silent = Object.assign(() => undefined, {
  enabled: false,
  namespace: '',
  destroy: () => false,
  log: () => undefined,
});

/** A writer of debug lines that is switched off. */
export default (): typeof silent => silent;
