import type { Choices } from '../ask/types.ts';
import type { Persona } from '../identity/persona.ts';
import type { Narrow } from './run.ts';
import type { AgentName } from './types.ts';

/** An agent that is asked by name, in place of the planner. */
export interface AgentChoice {
  readonly name: AgentName;
  /** By its name, such as `reorder_point`; what the words ask for when left out. */
  readonly calculation?: string | undefined;
  /** Assumptions and subjects by name, as a tile gives them. */
  readonly parameters?: Readonly<Record<string, string | number>> | undefined;
}

export interface AgentRequest {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  readonly now: Date;
  /** Left out, the words of `question` say what is asked. */
  readonly agent?: AgentChoice | undefined;
  readonly question?: string | undefined;
  /** Assumptions that were chosen, by name. */
  readonly choices: Choices;
  readonly narrow?: Narrow | undefined;
  /** Only rows that stand beside one another: none of all together beside its parts. */
  readonly parts?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}
