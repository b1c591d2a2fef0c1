/**
 * In place of the package `@aws-sdk/endpoint-cache` in functions: a table is found at the address of its region, and no
 * service hands out others unless it is asked to.
 */
export class EndpointCache {
  /** No address is known but that of the region. */
  getEndpoint(): undefined {}
  /** As `getEndpoint`. */
  get(): undefined {}
  /** Whether an address was handed out. */
  has(): boolean {
    return false;
  }
  /** Keeps nothing. */
  set(): void {}
  /** Forgets nothing. */
  delete(): void {}
  /** Forgets nothing. */
  clear(): void {}
}
