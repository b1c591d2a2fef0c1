import lists from './fillers.data.json' with { type: 'json' };

/**
 * Words that carry no content of their own in a question about data: articles, pronouns, auxiliaries, polite
 * phrases and verbs of showing. Anything else that is not placed stops the planner.
 */
const fillers = new Set(Object.values(lists as Readonly<Record<string, string>>).flatMap(list => list.split(' ')));

const functionWords = new Set(
  [lists.articles, lists.pronouns, lists.auxiliaries, lists.prepositions, lists.conjunctions].flatMap(l =>
    l.split(' '),
  ),
);

/** Whether a word is a part of the grammar only, and no name of anything by itself. */
export const isFunctionWord = (lower: string): boolean => functionWords.has(lower);

/** A word that may stand anywhere without being understood. */
export const isFiller = (lower: string): boolean => fillers.has(lower);

/** Words that may stand inside a name of several words: "status of the order", "units did we sell". */
const inner = new Set('was were is are been of the a an in on at to our did do we i you they for'.split(' '));
/** Whether a word may stand inside a name without being understood. */
export const isInnerFiller = (lower: string): boolean => inner.has(lower);
