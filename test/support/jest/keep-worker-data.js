/** Loaded first in each worker, see runner.js. What the tests start is no worker: it does not load this. */
process.env.NODE_OPTIONS = (process.env.NODE_OPTIONS ?? '').replace(`--import ${import.meta.url}`, '').trim();
if (process.env.NODE_OPTIONS === '') delete process.env.NODE_OPTIONS;

let kept;
process.on('message', message => {
  if (message?.type === 'jest-light-runner-worker-data') kept = message;
});

const send = process.send?.bind(process);
if (send) {
  process.send = (message, ...rest) => {
    if (message !== 'jest-light-runner-get-worker-data' || kept === undefined) return send(message, ...rest);
    setImmediate(() => process.emit('message', kept));
    return true;
  };
}
