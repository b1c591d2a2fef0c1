/** Errors of identity, personas and budgets. */
export const identityMessages = {
  'persona.unknown': (d: { persona: string }) => `There is no persona ${d.persona} that you may use.`,
} as const;
