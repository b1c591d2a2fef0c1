/**
 * Whether the browser has a session, by the one cookie of it that scripts may read. It proves nothing and is not
 * trusted: without it nothing is asked for that would be refused.
 */
export const isSessionTold = (cookies: string): boolean => /(^|; )sophia_signed_in=1(;|$)/.test(cookies);
