/** Words that ask for one calculation, whole, in any case. A named group takes the one thing that is asked about. */
export interface Phrases {
  /** Ask for what the agent computes and nothing else. */
  readonly asks: readonly RegExp[];
  /** The bare name of a number, which a model may define itself, and what only counts. */
  readonly names: readonly RegExp[];
}

export const phrase = (text: string): RegExp => new RegExp(`^(?:${text})$`, 'i');

export const products = '(?:products|items|articles|skus|goods|materials|parts)';
export const suppliers = '(?:suppliers|vendors)';
export const supplier = '(?:suppliers?|vendors?)';
export const we = '(?:i|we)';
export const our = '(?:(?:the|our|my|all) )?';
/** What an agent works out, and not what is stored. */
export const computed = '(?:calculated?|computed?|recommended|suggested|needed|required) (?:the )?';
