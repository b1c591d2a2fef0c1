/** Errors of following dashboards. */
export const liveMessages = {
  'dashboard.too_many_streams': (d: { limit: number; seconds: number }) =>
    `You follow ${d.limit} dashboards at the same time already. Close one, or come back in ${d.seconds} seconds.`,
} as const;
