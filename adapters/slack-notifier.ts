import { setTimeout as wait } from 'node:timers/promises';
import { SophiaError } from '../core/errors.ts';
import type { Notification, Notifier } from '../core/ports/notifier.ts';
import { type RetryOptions, retry } from './retry.ts';

export interface SlackNotifierOptions {
  /** The incoming webhook of a channel: whoever has it may write there, so it is a secret. */
  readonly url: string;
  /** Milliseconds for an answer. Default 5,000. */
  readonly timeoutMilliseconds?: number | undefined;
  readonly retries?: Omit<RetryOptions, 'signal'> | undefined;
}

/** Characters of a message at most: 40,000, of which signs that are escaped take several. */
const longest = 7_500;
/** Seconds that Slack may ask to be left alone for before it is given up. */
const longestPause = 10;

const marks = { info: 'ℹ️', warning: '⚠️', critical: '🚨' } as const;

/** Text that mentions nobody and formats nothing: the three signs that Slack reads as its own. */
const escaped = (text: string): string =>
  text.replace(/[&<>]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

const cut = (text: string): string => (text.length > longest ? `${[...text].slice(0, longest).join('')}…` : text);

const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

const messageOf = ({ subject, text, severity }: Notification): string => {
  const title = `${marks[severity]} *${escaped(printable(cut(subject))) || 'Sophia'}* (${severity})`;
  return text === '' ? title : `${title}\n${escaped(cut(text))}`;
};

/** The status of an answer that is none. */
class HttpFault extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`Slack answered ${status}`);
    this.status = status;
  }
}

/** A cut connection may have carried the message: twice is better than never. */
const isPassing = (error: unknown): boolean =>
  error instanceof HttpFault ? error.status === 429 || error.status >= 500 : true;

const reasonOf = (error: unknown): string =>
  error instanceof HttpFault && error.status < 500 && error.status !== 429
    ? `Slack refused the message (${error.status}).`
    : 'Slack does not answer. Try again later.';

/**
 * Writes to a channel of Slack by its incoming webhook.
 *
 * @throws SophiaError storage.failed, at once when the address is none, and from `notify`
 */
export function openSlackNotifier(options: SlackNotifierOptions): Notifier {
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw failure('its address is no URL of a webhook.');

  const post = async (body: string): Promise<void> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMilliseconds ?? 5_000),
    });
    await response.body?.cancel();
    if (response.ok) return;
    const seconds = Number(response.headers.get('retry-after') ?? 0);
    if (response.status === 429 && seconds > 0 && seconds <= longestPause) await wait(seconds * 1000);
    throw new HttpFault(response.status);
  };

  return {
    async notify(notification) {
      const body = JSON.stringify({ text: messageOf(notification) });
      try {
        await retry(() => post(body), isPassing, options.retries);
      } catch (cause) {
        // The address of the webhook is in the words of some causes.
        throw failure(reasonOf(cause), cause instanceof HttpFault ? cause : undefined);
      }
    },
  };
}

const failure = (reason: string, cause?: Error): SophiaError =>
  new SophiaError('storage.failed', [], { store: 'The notifier', reason }, cause && { cause });
