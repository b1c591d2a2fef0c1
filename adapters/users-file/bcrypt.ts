import { Worker } from 'node:worker_threads';
import type { BcryptReply, BcryptRequest } from './bcrypt-worker.ts';

/**
 * bcrypt in a thread of its own: a hash takes hundreds of milliseconds, which the event loop must not. The thread
 * starts with the first use and never keeps the process alive when nothing waits for it.
 */
let thread: Worker | undefined;
let lastId = 0;
const waiting = new Map<number, PromiseWithResolvers<boolean | string>>();

function settle(id: number, settleOne: (promise: PromiseWithResolvers<boolean | string>) => void): void {
  const promise = waiting.get(id);
  waiting.delete(id);
  if (promise) settleOne(promise);
  if (waiting.size === 0) thread?.unref();
}

function start(): Worker {
  const worker = new Worker(new URL('./bcrypt-worker.ts', import.meta.url));
  worker.on('message', ({ id, result }: BcryptReply) => settle(id, promise => promise.resolve(result)));
  let fault: unknown = new Error('The bcrypt thread ended.');
  worker.on('error', error => {
    fault = error;
  });
  worker.on('exit', () => {
    thread = undefined;
    for (const id of [...waiting.keys()]) settle(id, promise => promise.reject(fault));
  });
  return worker;
}

type Question = BcryptRequest extends infer R ? (R extends BcryptRequest ? Omit<R, 'id'> : never) : never;

function ask(question: Question): Promise<boolean | string> {
  thread ??= start();
  thread.ref();
  const id = ++lastId;
  const promise = Promise.withResolvers<boolean | string>();
  waiting.set(id, promise);
  thread.postMessage({ ...question, id });
  return promise.promise;
}

/** Whether the password has this hash. bcrypt looks at its first 72 bytes. */
export const comparePassword = async (password: string, hash: string): Promise<boolean> =>
  (await ask({ kind: 'compare', password, hash })) === true;

/** A bcrypt hash; each step of `cost` doubles the work. */
export const hashPassword = async (password: string, cost: number): Promise<string> =>
  String(await ask({ kind: 'hash', password, cost }));
