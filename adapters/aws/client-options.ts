/** Where AWS is and how patiently it is asked; what is left out comes from the environment, as the SDK reads it. */
export interface AwsOptions {
  readonly region?: string | undefined;
  /** Address in place of the service's own: an emulator or a private endpoint. */
  readonly endpoint?: string | undefined;
  /** Attempts of a request that may be repeated: throttled, failed on their side or cut. Default 4. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds to connect. Default 1,000. */
  readonly connectionTimeoutMilliseconds?: number | undefined;
  /** Milliseconds that a request may be silent. Default 5,000. */
  readonly requestTimeoutMilliseconds?: number | undefined;
}

/**
 * Options of an SDK client. Its standard retries wait a random time under a bound that doubles with each attempt
 * (full jitter), and stop early when everything fails.
 */
export function clientOptions(options: AwsOptions, requestTimeout = options.requestTimeoutMilliseconds ?? 5_000) {
  return {
    ...(options.region !== undefined && { region: options.region }),
    ...(options.endpoint !== undefined && { endpoint: options.endpoint }),
    maxAttempts: options.maxAttempts ?? 4,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: options.connectionTimeoutMilliseconds ?? 1_000,
      requestTimeout,
      // Without it a request over its time is only warned of.
      throwOnRequestTimeout: true,
    },
  };
}
