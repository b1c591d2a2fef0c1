import type { Operation } from '../operations/schema.ts';

/** A part of a request that could not be done: why, and the nearest that can. Nothing is made up in its place. */
export interface Unfulfilled {
  /** The words that it was asked in. */
  readonly text: string;
  readonly reason: string;
  /** Requests that work in its place. */
  readonly nearest: readonly string[];
  /** No other reading of the words would help: it is about what may not be done, or what there is not. */
  readonly final?: boolean | undefined;
}

/** A reading that was taken where the words leave it open. */
export interface GeneratorAssumption {
  readonly text: string;
  readonly tile_id?: string | undefined;
}

/** What a request comes to. */
export interface Outcome {
  readonly operations: readonly Operation[];
  readonly unfulfilled: readonly Unfulfilled[];
  readonly assumptions: readonly GeneratorAssumption[];
}

/** What a language model did of what rules over words left to do. */
export interface Helped {
  readonly operations: readonly Operation[];
  /** Indexes of what is fulfilled by them. */
  readonly fulfilled: readonly number[];
  readonly assumptions: readonly GeneratorAssumption[];
  /** Micro-dollars spent, entered into the ledger already. */
  readonly cost: number;
}

export const noHelp: Helped = { operations: [], fulfilled: [], assumptions: [], cost: 0 };

export const unfulfilled = (
  text: string,
  reason: string,
  nearest: readonly string[] = [],
  final?: boolean,
): Unfulfilled => ({
  text: text.trim().slice(0, 300),
  reason,
  nearest: [...nearest],
  ...(final && { final }),
});
