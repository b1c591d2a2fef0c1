import type { Feature } from '../spec.ts';
import { COLOR } from './color-words.ts';
import { REFRESH } from './refresh-words.ts';

/** Phrases that are about the whole dashboard, all of them: never part of what a tile shows. */

export const THEME =
  /^(?:(?:please |also )?(?:use|make (?:it|the dashboard|everything)|switch to|turn on|enable|set|go|in|with|want)\s+)?(?:the |a )?(?:theme (?:to|:) )?(dark|light|system)(?:[ -]?(?:mode|theme|background|colou?rs?|version))?(?:,? please)?$/i;

export const DENSITY =
  /^(?:(?:use|make it|make the dashboard|with)\s+)?(?:a |the )?(?:more )?(compact|dense|comfortable|spacious|roomy)(?: (?:layout|density|mode|look))?$/i;

export const featureWords: readonly [RegExp, Feature][] = [
  [
    /^(?:with |enable |add |use |(?:turn|switch) on )?(?:the )?(?:real[- ]?time|live)(?: updates?| refresh)?$/i,
    'real-time-updates',
  ],
  [
    /^(?:with |enable |add |use |(?:turn|switch) on )?(?:the )?(?:real[- ]?time|live) (?:metrics?|numbers?)$/i,
    'real-time-metrics',
  ],
  [
    /^(?:with |enable |add |use |(?:turn|switch) on )?(?:the )?drill[- ]?downs?(?:[- ]analysis)?$/i,
    'drill-down-analysis',
  ],
  [
    /^(?:with |enable |add |use |(?:turn|switch) on )?(?:the )?(?:export(?:s|able)?(?:[- ]reports?)?|report exports?)$/i,
    'export-reports',
  ],
  [/^(?:with |enable |add |use |(?:turn|switch) on )?(?:the )?cost[- ]tracking$/i, 'cost-tracking'],
  [/^(?:with |enable |add |use |(?:turn|switch) on )?(?:the )?performance[- ]monitoring$/i, 'performance-monitoring'],
];

export const REFRESHING = new RegExp(`^(?:and |with )?(?:auto(?:matic(?:ally)?)?[- ]?)?${REFRESH}$`, 'i');

const brand = '(?:accent|brand|theme|main)(?: colou?r)?';
export const ACCENT = new RegExp(
  `^(?:use |with |set |make )?(?:an? |our |the )?${brand}(?: of| is| in| to|:)? ?${COLOR}(?: accents?)?$|^(?:use |with |in )?(?:an? |the )?${COLOR} (?:as (?:the |our )?)?(?:${brand}|accents)$`,
  'i',
);

export const isBoardWords = (words: string): boolean =>
  THEME.test(words) ||
  DENSITY.test(words) ||
  ACCENT.test(words) ||
  REFRESHING.test(words) ||
  featureWords.some(([pattern]) => pattern.test(words));
