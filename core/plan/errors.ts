/** One fault of a plan: where, what is wrong, and how to mend it. */
export interface PlanFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly mend: string;
}

const pathText = (path: PlanFault['path']): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${part}`)).join('') || 'plan';

/** Errors of plans: what a planner, a tile or a language model wrote that does not fit the model. */
export const planMessages = {
  'plan.invalid': (d: { faults: readonly PlanFault[] }) =>
    `The plan has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}: ${d.faults
      .map(fault => `${pathText(fault.path)}: ${fault.message} ${fault.mend}`)
      .join(' ')}`,
  'plan.not_additive': (d: { step: string; measure: string; reason: string }) =>
    `${d.step} can't be made of ${d.measure}: ${d.reason}.`,
  'plan.unsupported': (d: { reason: string; mend: string }) => `${d.reason}. ${d.mend}.`,
  'plan.too_many_periods': (d: { periods: number; limit: number; grain: string }) =>
    `Filling the gaps would take ${d.periods} periods, more than ${d.limit}. Choose a shorter range or a coarser grain than ${d.grain}.`,
  'persona.forbidden': (d: { persona: string; names: readonly string[] }) =>
    `The persona ${d.persona} may not see ${d.names.join(', ')}. Ask for something else, or ask for access.`,
} as const;
