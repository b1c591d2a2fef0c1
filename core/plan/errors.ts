/** Errors of plans: what a planner, a tile or a language model wrote that does not fit the model. */
export const planMessages = {
  'plan.invalid': (d: { reason: string }) => `The plan is not valid: ${d.reason}`,
} as const;
