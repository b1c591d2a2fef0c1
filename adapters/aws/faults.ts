import { isSophiaError, SophiaError } from '../../core/errors.ts';
import { messageOf } from '../vendor-error.ts';

/**
 * What AWS says goes no further than this: its messages name accounts, roles and resources. Askers are told what kind
 * of failure it was; the cause is kept for the log.
 */
export const awsNameOf = (error: unknown): string => {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
  // Errors of another realm are wrapped by the SDK, their names kept in the text.
  const wrapped = /^AWS SDK error wrapper for (\w+)/.exec(messageOf(error))?.[1];
  return wrapped ?? (typeof name === 'string' && name !== '' ? name : 'Error');
};

const statusOf = (error: unknown): number | undefined => {
  const metadata = (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata;
  return metadata?.httpStatusCode;
};

const throttles = /Throttl|TooManyRequests|ProvisionedThroughputExceeded|LimitExceeded|SlowDown|RequestLimit/;
const denials =
  /AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|NotAuthorized|CredentialsProvider|InvalidToken/;
const absences = /ResourceNotFound|NoSuchBucket|EntityNotFound/;

export const isThrottled = (error: unknown): boolean => throttles.test(awsNameOf(error)) || statusOf(error) === 429;

/** The kind of failure in words that name nothing of the account. */
export function awsReason(error: unknown): string {
  const name = awsNameOf(error);
  if (isThrottled(error)) return 'it is asked too often at the moment. Try again in a minute.';
  if (denials.test(name) || statusOf(error) === 403) return 'access to it is denied.';
  if (absences.test(name)) return 'it does not exist.';
  const status = statusOf(error);
  if (status === undefined || status >= 500 || name === 'TimeoutError') return 'it does not answer. Try again later.';
  return `it refused the request (${name.replace(/[^A-Za-z]/g, '').slice(0, 60)}).`;
}

/** A failure of a store as its port has it. */
export const storeError = (cause: unknown, store: string): SophiaError =>
  isSophiaError(cause) ? cause : new SophiaError('storage.failed', [], { store, reason: awsReason(cause) }, { cause });
