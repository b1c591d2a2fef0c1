import { amountPhrases } from './amount-phrases.ts';
import { comparisonPhrases } from './comparison-phrases.ts';
import { conditionPhrases } from './condition-phrases.ts';
import { each, type Phrase, type PhraseEntry } from './phrase.ts';

/** Fixed phrases of the grammar. Longest match wins; the model's own terms win over a phrase of equal length. */

const table: readonly PhraseEntry[] = [
  ...amountPhrases,
  ...conditionPhrases,
  ...comparisonPhrases,
  ...each(
    'sorted by|sort by|ordered by descending|ordered by|ranked by|rank by|sorted|ranked|sorted on|in order of|sort|arranged by',
    { kind: 'sort' },
  ),
  ...each(
    'highest on top|largest on top|biggest on top|newest on top|latest on top|most recent on top|highest at the top|largest at the top|biggest at the top|newest at the top|descending|in descending order|desc|longest first|most expensive first|slowest first|highest first|largest first|biggest first|dearest first|richest first|priciest first|heaviest first|greatest first|tallest first|from high to low|from highest to lowest|from largest to smallest|most first|newest first|latest first|high to low|from most to least|from best to worst|best first|strongest first|fastest first|quickest first|best on top|strongest on top|fastest on top|highest to lowest|largest to smallest|biggest to smallest|from biggest to smallest',
    { kind: 'direction', direction: 'DESC' },
  ),
  ...each(
    'lowest on top|smallest on top|cheapest on top|oldest on top|lowest at the top|smallest at the top|oldest at the top|ascending|shortest first|cheapest first|fewest first|least first|lowest first|in ascending order|asc|smallest first|poorest first|lightest first|from low to high|from lowest to highest|from smallest to largest|oldest first|earliest first|alphabetically|in alphabetical order|low to high|chronologically|in chronological order|worst first|weakest first|worst on top|weakest on top|slowest on top|lowest to highest|smallest to largest|smallest to biggest|from smallest to biggest',
    { kind: 'direction', direction: 'ASC' },
  ),
  ...each(
    'containing|containing the word|contains|contains the word|contain the word|have the word|has the word|having the word|that have the word|that contain|that contains|with the word|including the word|that include the word|whose name contains|contain|mentioning|matching',
    { kind: 'contains', operator: 'contains' },
  ),
  ...each(
    'starting with|starts with|beginning with|begins with|that start with|that starts with|start with|begin with',
    { kind: 'contains', operator: 'startsWith' },
  ),
  ...each('ending with|ends with|ending in|ends in|end with|end in', { kind: 'contains', operator: 'endsWith' }),
  ...each(
    'missing|is missing|are missing|is empty|is null|null|is unknown|unknown|is not set|not set|blank|is blank|empty|are empty|unspecified|not recorded|not known',
    { kind: 'missing', present: false },
  ),
  ...each('is present|is known|is not missing|not missing|is not empty|is not null|not null|is set|known', {
    kind: 'missing',
    present: true,
  }),
  ...each('negative|below zero|in the red|overdrawn', { kind: 'sign', operator: '<' }),
  ...each('positive|above zero', { kind: 'sign', operator: '>' }),
  ...each(
    'worth|valued at|with a value of|with a value|with value|that cost|costing|costs|priced|priced at|that total|totalling|totaling|amounting to|of value|value of',
    { kind: 'worth' },
  ),
  ...each('a typical|an average|the average|the typical|typical', { kind: 'typical' }),
  ...each(
    'add|also add|also show|include also|add also|plus|along with|together with|also include|as well as the|and also|as well|as well as|next to it|next to that|next to them|beside it|beside that|alongside|alongside it|side by side with it',
    { kind: 'followUp', verb: 'add' },
  ),
  ...each(
    'same|same for|the same for|same thing for|same thing|the same|do the same for|same but|repeat for|repeat that for|same question for|same but for|likewise for|the same but',
    { kind: 'followUp', verb: 'same' },
  ),
  ...each('what about|how about|and what about|and how about|now for|and for|now|what if|and in|but for', {
    kind: 'followUp',
    verb: 'whatAbout',
  }),
  ...each(
    'i mean|i meant|instead|instead of that|rather|switch to|change to|change it to|make it|make that|replace with',
    {
      kind: 'followUp',
      verb: 'instead',
    },
  ),
  ...each('remove|without the|take out|take away|drop the|delete the', { kind: 'followUp', verb: 'remove' }),
  ...each('will|shall|going to|gonna|forecast|predict|predicted|prediction|projected|expect|expected to', {
    kind: 'future',
  }),
  ...each(
    'show both years|show both periods|show both values|show both numbers|show both figures|showing both years|showing both periods|since the beginning|since the start|since the very beginning|from the beginning|from the start|since we started|will you|shall we|shall i|to date|so far|until now|up to now|all time|of all time|all in all|how big|how large|how high|how great|how strong|how low|how small|on file|on record|in the data|in our data|in the system|at all|in total|on the whole|on hand|how much money|in money|in money terms|in terms of money|in value|rank the|rank all|rank our|sort the|sort all|order the|break down|breaks down|built up|build up|builds up|given away|give away|gave away|gives away|all years together|all years|over all years|for all years|my boss wants to know|my manager wants to know|quick one|inclusive|both inclusive|both included|both days included|as it is|in absolute terms|whole period|the whole period|entire period|the entire period|full period|the full period|complete period|over the whole period|over the entire period|at the moment|at present|in one table|in a single table|in a table|as a table',
    { kind: 'polite' },
  ),
  ...each(
    'departing|departed|depart|departs|leaving|leave|leaves|left|outbound|out of|starting in|starting from|starting at|departing from|leaving from|departed from|left from|outbound from|originating in|originating from|coming from',
    { kind: 'way', way: 'from' },
  ),
  ...each(
    'arriving|arrived|arrive|arrives|landing|landed|inbound|inbound to|bound for|heading to|heading for|arriving in|arriving at|landing in|landing at|landed in|flying to|travelling to|traveling to|headed to|headed for|on the way to',
    { kind: 'way', way: 'to' },
  ),
  ...each(
    'trend|develop|developed|develops|evolve|evolved|trend of|trend in|trends|over time|development of|evolution of|timeline|time series|history of|through time|the trend of',
    { kind: 'trend' },
  ),
];

/** Phrases by their first word, longest first. */
export const phrases: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly phrase: Phrase }[]> =
  (() => {
    const index = new Map<string, { words: readonly string[]; phrase: Phrase }[]>();
    for (const [text, phrase] of table) {
      const words = text.match(/[a-z]+|[<>=]+|%/g) ?? [];
      const first = words[0];
      if (first === undefined) continue;
      const entries = index.get(first) ?? [];
      entries.push({ words, phrase });
      index.set(first, entries);
    }
    for (const entries of index.values()) entries.sort((a, b) => b.words.length - a.words.length);
    return index;
  })();
