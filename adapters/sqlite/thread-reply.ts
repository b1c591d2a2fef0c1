import { isSophiaError, SophiaError } from '../../core/errors.ts';

/** What a thread answers a call with. */
export type ThreadReply =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'refused';
      readonly code: SophiaError['code'];
      readonly path: SophiaError['path'];
      readonly details: SophiaError['details'];
    };

/** An error that crosses threads; any other is thrown again, and ends the thread. */
export function refusedReply(error: unknown): ThreadReply {
  if (!isSophiaError(error)) throw error;
  const { code, path, details } = error;
  return { kind: 'refused', code, path, details };
}

/** Gives the caller what the thread answered. */
export function settle({ resolve, reject }: Omit<PromiseWithResolvers<unknown>, 'promise'>, reply: ThreadReply): void {
  if (reply.kind === 'done') resolve(reply.result);
  else reject(new SophiaError(reply.code, reply.path, reply.details));
}
