import type { Choices, NotUnderstood } from './types.ts';

/** Why a question stops short of a plan; thrown inside the planner, turned into its result at its edge. */
export class Refusal extends Error {
  readonly notUnderstood: readonly NotUnderstood[];

  constructor(reason: string, notUnderstood: readonly NotUnderstood[] = []) {
    super(reason);
    this.notUnderstood = notUnderstood;
  }
}

/** Two readings are too close: ask which. */
export class Clarification extends Error {
  readonly options: readonly { readonly label: string; readonly choices: Choices }[];

  constructor(question: string, options: readonly { readonly label: string; readonly choices: Choices }[]) {
    super(question);
    this.options = options;
  }
}
