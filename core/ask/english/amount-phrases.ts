import { each, type PhraseEntry } from './phrase.ts';

/** How many, which number of them, the highest and the first. */
export const amountPhrases: readonly PhraseEntry[] = [
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
  ...each('sum of|total of|grand total|grand total of|summed|total sum of|sum|total|combined', {
    kind: 'aggregate',
    function: 'SUM',
  }),
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
];
