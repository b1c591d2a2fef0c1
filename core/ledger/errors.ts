/** Errors of budgets. Amounts are texts in dollars. */
export const ledgerMessages = {
  'budget.query_exceeded': (d: { estimate: string; limit: string; persona: string }) =>
    `This could cost up to ${d.estimate}, more than the ${d.limit} that ${d.persona} may spend on one question. Ask for a shorter time or fewer columns.`,
  'budget.day_exceeded': (d: { limit: string; persona: string }) =>
    `The daily budget of ${d.persona} (${d.limit}) is used up. It starts anew at midnight UTC.`,
} as const;
