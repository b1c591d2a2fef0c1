import type { Operation } from '../operations/schema.ts';

/** A part of a request that could not be done: why, and the nearest that can. Nothing is made up in its place. */
export interface Unfulfilled {
  /** The words that it was asked in. */
  readonly text: string;
  readonly reason: string;
  /** Requests that work in its place. */
  readonly nearest: readonly string[];
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

export const unfulfilled = (text: string, reason: string, nearest: readonly string[] = []): Unfulfilled => ({
  text: text.trim().slice(0, 300),
  reason,
  nearest: [...nearest],
});
