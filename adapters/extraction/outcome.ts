import * as v from 'valibot';

/**
 * What the reader's process says: a text, or a reason by its code. It reads hostile files, so what it says is checked
 * like any input.
 */
const fault = <C extends string, E extends v.ObjectEntries>(code: C, entries: E) =>
  v.object({ kind: v.literal('fault'), code: v.literal(code), ...entries });

export const OutcomeSchema = v.union([
  v.object({
    kind: v.literal('text'),
    text: v.string(),
    pages: v.optional(v.number()),
    title: v.optional(v.pipe(v.string(), v.maxLength(2_000))),
  }),
  fault('password', {}),
  fault('damaged', { reason: v.pipe(v.string(), v.maxLength(300)) }),
  fault('format_unknown', { found: v.pipe(v.string(), v.maxLength(100)) }),
  fault('expands', {}),
  fault('too_long', {}),
  fault('too_many_pages', { pages: v.number() }),
]);
export type Outcome = v.InferOutput<typeof OutcomeSchema>;
export type Fault = Extract<Outcome, { kind: 'fault' }>;

/** Thrown by readers; the process says it and ends. */
export class Unreadable extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

export const damaged = (reason: string): Unreadable => new Unreadable({ kind: 'fault', code: 'damaged', reason });
