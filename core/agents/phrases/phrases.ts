import type { AgentName } from '../types.ts';
import phrases from './phrases.data.json' with { type: 'json' };

/** Words that ask for one calculation, whole, in any case. A named group takes the one thing that is asked about. */
export interface Phrases {
  /** Ask for what the agent computes and nothing else. */
  readonly asks: readonly RegExp[];
  /** The bare name of a number, which a model may define itself, and what only counts. */
  readonly names: readonly RegExp[];
}

type Words = Readonly<Record<string, string | undefined>>;

interface Agent {
  readonly words: Words;
  readonly calculations: Readonly<Record<string, Readonly<Record<keyof Phrases, readonly string[]>>>>;
}

/**
 * The words that ask for each calculation, by agent and name. What stands in braces there is one of the words of the
 * agent, or of all agents.
 */
export const PHRASES: Readonly<Record<AgentName, Readonly<Record<string, Phrases>>>> = {
  inventory: phrasesOf(phrases.agents.inventory),
  logistics: phrasesOf(phrases.agents.logistics),
  supplier: phrasesOf(phrases.agents.supplier),
};

function phrasesOf(agent: Agent): Readonly<Record<string, Phrases>> {
  const words: Words = { ...phrases.words, ...agent.words };
  const whole = (text: string) => new RegExp(`^(?:${filled(text, words)})$`, 'i');
  return Object.fromEntries(
    Object.entries(agent.calculations).map(([name, { asks, names }]) => [
      name,
      { asks: asks.map(whole), names: names.map(whole) },
    ]),
  );
}

function filled(text: string, words: Words): string {
  return text.replace(/\{(\w+)\}/g, (braced, name: string) => filled(words[name] ?? braced, words));
}
