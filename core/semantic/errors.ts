/**
 * Errors of the semantic layer. The codes that start with E are the standard's own
 * (foundational semantics, appendix A); the others are ours.
 */
export const semanticMessages = {
  'model.invalid': (d: { faults: readonly { message: string }[] }) =>
    `The model file has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}: ${d.faults.map(f => f.message).join('; ')}`,
  'expression.syntax': (d: { found: string; expected: string; position: number }) =>
    `Expected ${d.expected} but found ${d.found} at position ${d.position}.`,
  'expression.too_long': (d: { length: number; limit: number }) =>
    `An expression may have ${d.limit} characters; this one has ${d.length}.`,
  'expression.too_deep': (d: { limit: number; position: number }) =>
    `An expression may be ${d.limit} levels deep; this one goes deeper at position ${d.position}.`,
  'expression.not_supported': (d: { construct: string; mend: string; position: number }) =>
    `${d.construct} is not part of the expression language (position ${d.position}): ${d.mend}.`,
  'expression.arguments': (d: { name: string; expected: string; found: string; position: number }) =>
    `${d.name} takes ${d.expected}, but has ${d.found} (position ${d.position}).`,
  E_DEFERRED_FRAME_MODE: (d: { construct: string; position: number }) =>
    `${d.construct} is not supported yet (position ${d.position}): use ROWS or RANGE with whole numbers.`,
  E_NAME_NOT_FOUND: (d: { name: string; nearest?: string | undefined }) =>
    `Nothing is named ${d.name}.${d.nearest ? ` The nearest name is ${d.nearest}.` : ''}`,
} as const;
