/**
 * Errors of the semantic layer. The codes that start with E are the standard's own
 * (foundational semantics, appendix A); the others are ours.
 */
export const semanticMessages = {
  'model.invalid': (d: { faults: readonly { message: string }[] }) =>
    `The model file has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}: ${d.faults.map(f => f.message).join('; ')}`,
  'expression.syntax': (d: { found: string; expected: string; position: number }) =>
    `Expected ${d.expected} but found ${d.found} at position ${d.position}.`,
  E_NAME_NOT_FOUND: (d: { name: string; nearest?: string | undefined }) =>
    `Nothing is named ${d.name}.${d.nearest ? ` The nearest name is ${d.nearest}.` : ''}`,
} as const;
