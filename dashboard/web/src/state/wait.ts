import type { AnswerReply, RunningReply } from '../api/types.ts';

/** Milliseconds before poll number `attempt` (from 0): quick at first, then every two seconds. */
export const pollDelay = (attempt: number): number => Math.min(2_000, 300 * 1.5 ** attempt);

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** Polls until the answer is no longer running. Rejects when aborted or when a poll fails. */
export async function waitForAnswer(
  poll: () => Promise<AnswerReply | RunningReply>,
  signal: AbortSignal,
): Promise<AnswerReply> {
  for (let attempt = 0; ; attempt += 1) {
    await pause(pollDelay(attempt), signal);
    const reply = await poll();
    if (reply.status !== 'running') return reply as AnswerReply;
  }
}
