/** Errors that adapters raise at the ports; a vendor's own error is kept as the cause. */
export const engineMessages = {
  'engine.timeout': (d: { seconds: number }) => `The query ran longer than ${d.seconds} s and was stopped.`,
  'engine.failed': (d: { reason: string }) => `The engine could not run the query: ${d.reason}`,
  'engine.cancelled': (_: Record<string, never>) => 'The query was cancelled.',
} as const;
