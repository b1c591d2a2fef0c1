import { stemOf } from '../words.ts';

/** Who does what a verb says, in the words that a model may call them by, the likeliest first. */
const actors: Readonly<Record<string, string>> = {
  'buy buys bought purchase purchases purchased order orders ordered place places placed spend spends spent':
    'customer client buyer shopper purchaser account',
  'supply supplies supplied': 'supplier vendor',
  'deliver delivers delivered': 'supplier carrier vendor courier',
  'sell sells sold': 'seller salesperson representative vendor',
  'book books booked reserve reserves reserved': 'guest visitor passenger customer client',
  'rent rents rented': 'tenant renter customer client',
  'borrow borrows borrowed': 'borrower member reader',
  'teach teaches taught': 'teacher instructor lecturer',
  'write writes wrote': 'author writer',
};

const nounsByVerb: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(actors).flatMap(([verbs, nouns]) =>
    verbs.split(' ').map((verb): [string, string[]] => [verb, nouns.split(' ').map(stemOf)]),
  ),
);

/** Stems of the nouns for those who do it; none for other words. */
export const actorsOf = (verb: string): readonly string[] => nounsByVerb.get(verb) ?? [];
