import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcryptjs';

/** What the thread is asked: to compare a password with a hash, or to make a hash. */
export type BcryptRequest =
  | { readonly id: number; readonly kind: 'compare'; readonly password: string; readonly hash: string }
  | { readonly id: number; readonly kind: 'hash'; readonly password: string; readonly cost: number };

export interface BcryptReply {
  readonly id: number;
  readonly result: boolean | string;
}

const answer = (request: BcryptRequest): boolean | string =>
  request.kind === 'compare'
    ? bcrypt.compareSync(request.password, request.hash)
    : bcrypt.hashSync(request.password, request.cost);

parentPort?.on('message', (request: BcryptRequest) => {
  const reply: BcryptReply = { id: request.id, result: answer(request) };
  parentPort?.postMessage(reply);
});
