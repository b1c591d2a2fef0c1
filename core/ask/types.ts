import type { Plan } from '../plan/schema.ts';

/** A reading that was assumed, with the other ways it can be taken; one click sends the choice back. */
export interface Assumption {
  /** Key of the choice this is, stable for the same question: `date`, `term:country` … */
  readonly id: string;
  readonly kind: 'date' | 'name' | 'value' | 'spelling' | 'range' | 'limit' | 'path' | 'reading' | 'parameter';
  /** One plain sentence: Counted by order date. */
  readonly text: string;
  readonly chosen: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

/** Choices made so far: assumption id to choice id. */
export type Choices = Readonly<Record<string, string>>;

/** A turn of the conversation before the question. */
export interface PreviousTurn {
  readonly question: string;
  /** Left out where it was not answered: what follows it can't be known to be meant by the turn before. */
  readonly plan?: Plan | undefined;
}

/** A turn that was answered. */
export type AnsweredTurn = PreviousTurn & { readonly plan: Plan };

/** A question with all that its meaning depends on. */
export interface PlannerInput {
  readonly question: string;
  /** Oldest first. */
  readonly conversation: readonly PreviousTurn[];
  readonly choices: Choices;
  readonly now: Date;
}

/** A word of the question that could not be placed; offsets into the question. */
export interface NotUnderstood {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** A plan, a question back, or a refusal with its reason. */
export type PlannerResult =
  | { readonly status: 'planned'; readonly plan: Plan; readonly assumptions: readonly Assumption[] }
  | {
      readonly status: 'clarify';
      readonly question: string;
      readonly options: readonly { readonly label: string; readonly question: string; readonly choices: Choices }[];
    }
  | {
      readonly status: 'refused';
      readonly reason: string;
      readonly notUnderstood: readonly NotUnderstood[];
      /** Whole questions that work when asked. */
      readonly suggestions: readonly string[];
      /** No other reading would help: it is about what the persona may not see. */
      readonly final?: boolean | undefined;
    };
