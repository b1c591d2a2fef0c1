import { Turnstile } from '../core/answer/turnstile.ts';

/** Requests that come in together are begun one a turn of the event loop: a crowd of them keeps nobody else waiting. */
export function inTurns<Given extends readonly unknown[], Result>(
  handle: (...given: Given) => Result | Promise<Result>,
): (...given: Given) => Promise<Result> {
  const turnstile = new Turnstile();
  return async (...given) => {
    await turnstile.pass();
    return handle(...given);
  };
}
