import type { Rule } from './rule.ts';

/** Looks that people know from elsewhere and that are not here: said as such, with what is near. */
const looks: readonly (readonly [RegExp, string, readonly string[]])[] = [
  [
    /\blegends?\b.*?\b(?:(?:(?:on|at|to|in|along|towards?) )?(?:the )?(?:left|right|top|bottom)\b|(?:below|above|under(?:neath)?|beside|next to|inside|outside)\b)/i,
    'Legends have one place in all charts: it can’t be chosen. They can be shown or hidden.',
    ['show the legend of', 'hide the legend of'],
  ],
  [/\blog(?:arithmic)?[- ]?(?:scale|axis)\b/i, 'There is no logarithmic scale: axes go in equal steps.', []],
  [
    /\b(?:axis|axes)\b.*\b(?:zero|0|start|begin|from|end|min(?:imum)?|max(?:imum)?|range|limit|cut)|\b(?:start|begin|end|min(?:imum)?|max(?:imum)?|range|limit|cut)\b.*\b(?:axis|axes)\b/i,
    'Where an axis begins and ends goes by the numbers that are shown: it can’t be set. A target line or a band can mark a level.',
    ['add a target line at 100 to'],
  ],
  [
    /\b(?:change|set|use|another|different) (?:the |a )?font\b|\bfont (?:to|size)\b/i,
    'All dashboards have one font.',
    [],
  ],
  [
    /^(?:make the |use |draw )?(?:smooth(?:ed)?|curved) lines?\b|\bgrid ?lines\b|\b(?:rotate|turn|tilt) the labels\b|\b3-?d\b/i,
    'How lines, labels and grids are drawn is the same in all charts: it can’t be chosen.',
    [],
  ],
];

export const noSuchLook: Rule = (work, words) => {
  const found = looks.find(([pattern]) => pattern.test(words));
  if (!found) return false;
  const [, reason, commands] = found;
  const charts = work.spec.tiles.filter(({ kind }) => kind === 'pie' || kind === 'line' || kind === 'bar');
  const chart = charts.find(({ title }) => words.toLowerCase().includes(title.toLowerCase())) ?? charts[0];
  work.refuse(words, reason, chart ? commands.map(command => `${command} ${chart.title}`) : [], true);
  return true;
};
