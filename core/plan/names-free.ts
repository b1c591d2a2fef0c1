import type { SemanticModel } from '../semantic/model/types.ts';

/**
 * Gives out names that nothing else in a statement has: a common table called like a table of the model
 * would hide it. Deterministic: the same plan asks in the same order.
 */
export class FreeNames {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set([...taken].map(name => name.toLowerCase()));
  }

  /** The name wished for, numbered where it is taken. */
  take(wish: string): string {
    let name = wish;
    for (let n = 2; this.#taken.has(name.toLowerCase()); n += 1) name = `${wish}_${n}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

/** Names that common tables must not have: every word of the model's sources. */
export function sourceWords(model: SemanticModel): string[] {
  return model.datasets.flatMap(({ name, source }) => [
    name,
    ...(source.kind === 'table' ? source.parts : (source.text.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [])),
  ]);
}
