import { FetchError, JwksNotAvailableInCacheError, WaitPeriodNotYetEndedJwkError } from 'aws-jwt-verify/error';

/** What is used of the library, by name: a bundle keeps no more of it, in a file that is read with the first use. */
export { CognitoJwtVerifier } from 'aws-jwt-verify';
export { JwtBaseError } from 'aws-jwt-verify/error';
export { SimpleJwksCache } from 'aws-jwt-verify/jwk';

/** The keys can't be had: no fault of the token. */
export const isOfKeys = (error: unknown): boolean =>
  [FetchError, JwksNotAvailableInCacheError, WaitPeriodNotYetEndedJwkError].some(kind => error instanceof kind);
