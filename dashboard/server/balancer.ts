/**
 * The client's address as the load balancer saw it: the last that it put into the header, whatever stood there before.
 * Nobody else reaches the server.
 */
export const clientAddress = (request: Request): string =>
  request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';

/** The client came without TLS, as the load balancer says. */
export const isPlain = (request: Request): boolean => request.headers.get('x-forwarded-proto') === 'http';
