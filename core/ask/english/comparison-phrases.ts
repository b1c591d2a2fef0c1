import { comparisons, comparisonsToYear } from './period-comparisons.ts';
import { each, type PhraseEntry } from './phrase.ts';

/** Shares, changes, and what is set beside something else. */
export const comparisonPhrases: readonly PhraseEntry[] = [
  ...each(
    'as a percentage of all|as percentage of all|as a percent of all|as percent of all|as a share of all|as share of all|as a fraction of all|as a proportion of all|percentage of all|percent of all|share of all|fraction of all|proportion of all|portion of all|what percentage of all|what percent of all|what share of all|as a percentage of|as percentage of|as % of|as a % of|as % of the|in % of|in % of the|as share of|as percent of|as a percent of|as a share of|as a fraction of|as a proportion of|in percent of|share|share of|proportion|proportion of|portion|portion of|fraction|fraction of|what share of|what proportion of|what portion of|what fraction of|percentage of|what percentage of|what percent of|percent of|what part of|what part of total|what part of the total|what part of our total|what part of all|what portion of total|what portion of the total|what share of total|what share of the total|which share of|which percentage of|how much of|market share|market share of|market shares|market shares of|contribution of|contribution from|how big a share of|how large a share of|the share of',
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
    'gap between|the gap between|spread between|the spread between|how much more|how many more|how much higher|how much larger|how much bigger|how much greater|difference between|difference in|the difference between|the difference in|absolute change in|absolute change',
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
];
