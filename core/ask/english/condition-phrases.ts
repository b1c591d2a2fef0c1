import { each, type PhraseEntry } from './phrase.ts';

/** What is grouped by, left out, compared with a number, asked for or listed. */
export const conditionPhrases: readonly PhraseEntry[] = [
  ...each(
    'counted by|counted per|compared by|compared across|by|per|by kind of|by sort of|per kind of|for each kind of|for each sort of|for every kind of|each kind of|each sort of|every kind of|for each|for every|for all|each|every|in each|in every|by each|by every|across|across all|split by|splitted by|splitted up by|splitted over|split up by|split over|split across|spread over|spread across|distributed over|distributed across|divided over|divided across|divided among|down by|in terms of|based on|measured by|as measured by|broken down by|break it down by|break that down by|break this down by|break them down by|split it by|split that by|split this by|split them by|group it by|group them by|slice it by|break down by|breakdown by|broken out by|grouped by|group by|sliced by|separated by|split out by|within each|from each|from every|to each|to every|of each|of every|at each|with each|for the different|for the individual|depending on|segmented by|according to|organised by|organized by|by the|per each|for the various|across the',
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
    'more than|greater than|higher than|above|over|exceeding|exceeds|exceed|exceeded|larger than|bigger than|at more than|upwards of|in excess of|>|beyond|better than|longer than|older than|heavier than|surpassing|surpasses|surpass|higher as|larger as|bigger as|greater as|more as|longer as|older as',
    { kind: 'comparator', operator: '>' },
  ),
  ...each(
    'less than|fewer than|lower than|below|under|smaller than|cheaper than|at less than|<|beneath|worse than|shorter than|younger than|lighter than|lower as|smaller as|cheaper as|less as|fewer as|shorter as|younger as',
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
];
