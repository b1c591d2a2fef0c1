import { comparisons, comparisonsToYear } from './period-comparisons.ts';
import type { Phrase } from './phrase.ts';

/** Fixed phrases of the grammar. Longest match wins; the model's own terms win over a phrase of equal length. */

const table: readonly (readonly [string, Phrase])[] = [
  ...each(
    'how many|how much number of|nr of|number of|numbers of|count of|count|no of|total number of|quantity count of|the number of|amount of times',
    { kind: 'count', distinct: false },
  ),
  ...each(
    'how many different|how many distinct|how many unique|number of different|number of distinct|number of unique|distinct count of|count distinct|count of distinct|count of different',
    { kind: 'count', distinct: true },
  ),
  ...each('just the counts|only the counts|just the count|only the count|just counts|only counts', {
    kind: 'count',
    distinct: false,
  }),
  ...each('different|distinct|unique', { kind: 'distinct' }),
  ...each(
    'most common|most frequent|most popular|most often|most usual|commonest|most typical|favourite|favorite|preferred|most used|most preferred',
    {
      kind: 'frequent',
      direction: 'DESC',
    },
  ),
  ...each('least common|least frequent|least popular|rarest|least often', { kind: 'frequent', direction: 'ASC' }),
  ...each('average|mean|avg|on average|average of|the average of|averaged', { kind: 'aggregate', function: 'AVG' }),
  ...each('median|median of', { kind: 'aggregate', function: 'MEDIAN' }),
  ...each('sum of|total of|summed|total sum of|sum|total|combined', { kind: 'aggregate', function: 'SUM' }),
  ...each('maximum|max|maximum of|max of', { kind: 'aggregate', function: 'MAX' }),
  ...each('minimum|min|minimum of|min of', { kind: 'aggregate', function: 'MIN' }),
  ...each(
    'latest|most recent|newest|youngest|last ever|very last|the very last|last|final|last time|the last time|the very last time|very last time|most recently',
    {
      kind: 'superlative',
      direction: 'DESC',
      function: 'MAX',
    },
  ),
  ...each(
    'earliest|oldest|first ever|very first|the very first|first|first time|the first time|the very first time|very first time',
    {
      kind: 'superlative',
      direction: 'ASC',
      function: 'MIN',
    },
  ),
  ...each(
    'most|highest|greatest|largest|biggest|best|strongest|top|the most|maximal|most expensive|priciest|dearest|leading|number one|heaviest|longest|tallest|slowest|busiest',
    { kind: 'superlative', direction: 'DESC', function: 'MAX' },
  ),
  ...each(
    'least|fewest|lowest|smallest|worst|weakest|bottom|poorest|minimal|cheapest|least expensive|shortest|quietest',
    { kind: 'superlative', direction: 'ASC', function: 'MIN' },
  ),
  ...each(
    'counted by|counted per|compared by|compared across|by|per|by kind of|by sort of|per kind of|for each kind of|for each sort of|for every kind of|each kind of|each sort of|every kind of|for each|for every|for all|each|every|in each|in every|by each|by every|across|across all|split by|split over|split across|spread over|spread across|distributed over|distributed across|divided over|divided across|divided among|down by|in terms of|based on|measured by|as measured by|broken down by|break it down by|break that down by|break this down by|break them down by|split it by|split that by|split this by|split them by|group it by|group them by|slice it by|break down by|breakdown by|broken out by|grouped by|group by|sliced by|separated by|split out by|within each|from each|from every|to each|to every|of each|of every|at each|with each|for the different|for the individual|depending on|segmented by|according to|organised by|organized by|by the|per each|for the various|across the',
    { kind: 'group', each: false },
  ),
  ...each(
    'anything but|everything but|all but|anyone but|everyone but|neither|neither of|not|isnt|arent|wasnt|werent|never|dont|doesnt|didnt|not in|is not|are not|other than|except|except for|excluding|excl|exclude|leaving out|leave out|but not|not including|apart from|besides|outside|outside of|ignoring|ignore|not from|no longer|non|minus those|aside from|rather than|not counting|without counting|not considering|disregarding|leaving aside|with the exception of|nobody|no one|noone|nobody ever|no one ever',
    { kind: 'negation' },
  ),
  ...each(
    'without|with no|without any|with zero|have no|has no|had no|who have no|that have no|having no|lacking|not have any|no',
    { kind: 'without' },
  ),
  ...each(
    'only|just|solely|exclusively|restricted to|limited to|limit to|restrict to|filter to|only for|only in|only the',
    { kind: 'only' },
  ),
  ...each(
    'more than|greater than|higher than|above|over|exceeding|exceeds|exceed|exceeded|larger than|bigger than|at more than|upwards of|in excess of|>|beyond|better than|longer than|older than|heavier than|surpassing|surpasses|surpass',
    { kind: 'comparator', operator: '>' },
  ),
  ...each(
    'less than|fewer than|lower than|below|under|smaller than|cheaper than|at less than|<|beneath|worse than|shorter than|younger than|lighter than',
    { kind: 'comparator', operator: '<' },
  ),
  ...each(
    'at least|no less than|no fewer than|minimum of|>=|not less than|not fewer than|not below|not under|a minimum of|from at least|as many as at least',
    { kind: 'comparator', operator: '>=' },
  ),
  ...each(
    'at most|no more than|no greater than|maximum of|<=|not more than|not above|not over|up to|a maximum of|not exceeding',
    { kind: 'comparator', operator: '<=' },
  ),
  ...each('exactly|equal to|equals|=|precisely|equalling|of exactly', { kind: 'comparator', operator: '=' }),
  ...each(
    'or more|or higher|or above|or greater|or larger|or bigger|and above|and up|and more|or over|and over|or better|plus or more|or longer|or older|and higher|and larger|upwards|and upwards|or upwards|onwards',
    { kind: 'suffix', operator: '>=' },
  ),
  ...each(
    'or less|or fewer|or smaller|or lower|or below|or under|and below|and under|and less|or cheaper|or shorter|or younger|and lower|and smaller|or worse',
    { kind: 'suffix', operator: '<=' },
  ),
  ...each('between|ranging from|in the range|in the range of|from between', { kind: 'between' }),
  ...each(
    'which|what|who|whose|which of|which of the|which of our|what are|what is|what kind of|what kinds of|which kind of|what sort of',
    { kind: 'which' },
  ),
  ...each('list|list all|list the|give me a list of|a list of|list of|show me all|enumerate|name all|names of all', {
    kind: 'list',
  }),
  ...each(
    'as a percentage of all|as percentage of all|as a percent of all|as percent of all|as a share of all|as share of all|as a fraction of all|as a proportion of all|percentage of all|percent of all|share of all|fraction of all|proportion of all|portion of all|what percentage of all|what percent of all|what share of all|as a percentage of|as percentage of|as share of|as percent of|as a percent of|as a share of|as a fraction of|as a proportion of|in percent of|share|share of|proportion|proportion of|portion|portion of|fraction|fraction of|what share of|what proportion of|what portion of|what fraction of|percentage of|what percentage of|what percent of|percent of|what part of|what part of total|what part of the total|what part of our total|what part of all|what portion of total|what portion of the total|what share of total|what share of the total|which share of|which percentage of|how much of|market share|market share of|market shares|market shares of|contribution of|contribution from|how big a share of|how large a share of|the share of',
    { kind: 'share' },
  ),
  ...each(
    'percentage|percent|by how many percent|by how much percent|by what percent|by what percentage|in percent|in percentages|as a percentage|as percentage|in percentage terms|as a percent|in percentage points|%|in %',
    { kind: 'percent' },
  ),
  ...each(
    'of total|of the total|of all|as a share|as share|as a share of total|as share of total|as a share of the total|as a percentage of total|as a percentage of the total|as percent of total|percent of total|percentage of total|percentage of the total|share of total|share of the total|share of overall|contribution|contribution to total|contribution to the total|as a proportion of the total|as shares',
    { kind: 'ofTotal' },
  ),
  ...each(
    'running total|running total of|cumulative|cumulatively|cumulative total|cumulative sum|cumulative total of|cumulated|running sum|running|accumulated',
    { kind: 'running' },
  ),
  ...each('moving average|moving average of|rolling average|rolling average of|rolling mean', { kind: 'moving' }),
  ...each(
    'year over year|yoy|year on year|y o y|year over year growth|year on year growth|yoy growth|annual growth|yearly growth|year over year change|yoy change',
    { kind: 'growth', offset: 'previousYear' },
  ),
  ...each(
    'month over month|mom|month on month|month over month growth|month on month growth|mom growth|monthly growth|month over month change',
    { kind: 'growth', offset: 'previousPeriod', unit: 'month' },
  ),
  ...each(
    'quarter over quarter|qoq|quarter on quarter|quarter over quarter growth|quarter on quarter growth|qoq growth|quarterly growth|quarter over quarter change',
    { kind: 'growth', offset: 'previousPeriod', unit: 'quarter' },
  ),
  ...each('week over week|wow|week on week|week over week growth|weekly growth', {
    kind: 'growth',
    offset: 'previousPeriod',
    unit: 'week',
  }),
  ...each(
    'go down|goes down|went down|gone down|going down|came down|come down|go up|goes up|went up|gone up|going up|growth|growth rate|growth of|growth in|grow|grew|grown|growing|increase|increased|increase in|rise|rose|risen|rise in|change|changed|change in|changes in|percent change|percentage change|percentage growth|percent growth|percentage increase|percent increase|decrease|decreased|decline|declined|fall|fell|fallen|drop|drop in|dropped|percentage change in|percent change in|percent growth in|rate of growth|growth in percent|evolve|evolved|grow by|move|moved|decline in|decrease in|shrink|shrank|gain|gained|lose|lost|up or down|down or up',
    { kind: 'growth' },
  ),
  ...each(
    'versus|vs|compared to|compared with|against|stack up against|in comparison to|in comparison with|relative to|as opposed to|stacked against|measure up against|stack up to|next to|contrasted with',
    { kind: 'versus' },
  ),
  ...each(
    'separately|each separately|apart from each other|each on its own|each on their own|each by itself|individually|each individually|side by side|compare|comparison of|comparison between|compare the|comparison|contrast',
    { kind: 'compare' },
  ),
  ...each(
    'how much more|how many more|how much higher|how much larger|how much bigger|how much greater|difference between|difference in|the difference between|the difference in|absolute change in|absolute change',
    { kind: 'difference', direction: 'more' },
  ),
  ...each('how much less|how many fewer|how many less|how much lower|how much smaller', {
    kind: 'difference',
    direction: 'less',
  }),
  ...each(
    'compared to previous period|compared to the previous period|versus previous period|vs previous period|compared with the previous period|versus the previous period|vs the previous period|versus prior period|compared to the period before|against the previous period|than the previous period|compared to the prior period|period over period',
    { kind: 'previous', with: 'previousPeriod' },
  ),
  ...each(
    'compared to last year|compared with last year|versus last year|vs last year|versus the same period last year|compared to the same period last year|compared with the same period last year|vs the same period last year|vs same period last year|versus same period last year|against the same period last year|same period last year|compared to the previous year|compared with the previous year|versus the previous year|vs previous year|vs the previous year|versus prior year|vs prior year|compared to the year before|compared with the year before|versus the year before|vs the year before|against the year before|against last year|against the previous year|compared to a year earlier|than last year|than the year before|compared to the same period a year earlier|from the previous year|over the previous year|versus previous year|compared to previous year|compared to prior year|against the prior year',
    { kind: 'previous', with: 'previousYear' },
  ),
  ...each(comparisons('month|quarter|week|day|period'), { kind: 'previous', with: 'previousPeriod' }),
  ...each(comparisonsToYear(), { kind: 'previous', with: 'previousYear' }),
  ...each('divided by|ratio of|the ratio of|ratio between|as a ratio of|as a ratio to', { kind: 'divided' }),
  ...each(
    'sorted by|sort by|ordered by descending|ordered by|ranked by|rank by|sorted|ranked|sorted on|in order of|sort|arranged by',
    { kind: 'sort' },
  ),
  ...each(
    'highest on top|largest on top|biggest on top|newest on top|latest on top|most recent on top|highest at the top|largest at the top|biggest at the top|newest at the top|descending|in descending order|desc|longest first|most expensive first|slowest first|highest first|largest first|biggest first|dearest first|richest first|priciest first|heaviest first|greatest first|tallest first|from high to low|from highest to lowest|from largest to smallest|most first|newest first|latest first|high to low|from most to least|from best to worst|best first|highest to lowest|largest to smallest|biggest to smallest|from biggest to smallest',
    { kind: 'direction', direction: 'DESC' },
  ),
  ...each(
    'lowest on top|smallest on top|cheapest on top|oldest on top|lowest at the top|smallest at the top|oldest at the top|ascending|shortest first|cheapest first|fewest first|least first|lowest first|in ascending order|asc|smallest first|poorest first|lightest first|from low to high|from lowest to highest|from smallest to largest|oldest first|earliest first|alphabetically|in alphabetical order|low to high|chronologically|in chronological order|worst first|lowest to highest|smallest to largest|smallest to biggest|from smallest to biggest',
    { kind: 'direction', direction: 'ASC' },
  ),
  ...each(
    'containing|contains|that contain|that contains|with the word|including the word|that include the word|whose name contains|contain|mentioning|matching',
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

function each(phrases: string, phrase: Phrase): [string, Phrase][] {
  return phrases.split('|').map(text => [text, phrase]);
}

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
