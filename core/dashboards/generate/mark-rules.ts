import type { Work } from './context.ts';
import { COMPARISON, comparisonOf } from './look.ts';
import { isFound, refer } from './refer.ts';
import { compare } from './restyle.ts';
import { type Rule, tell } from './rule.ts';
import { idOf, NUMBER, numberOf } from './words.ts';

/** What stands beside the numbers of a tile: targets, annotations, comparisons. */

export const target: Rule = (work, words) => {
  const added = new RegExp(
    `^(?:add|set|show|draw|put|give|mark)\\s+(?:(.+?)\\s+)?(?:an?\\s+|the\\s+)?(?:target|goal|threshold|reference)(?: ?line)?\\s*(?:of|at|to|=|:)?\\s*(${NUMBER})(?:\\s+(?:to|on|for|in|of)\\s+(.+))?$`,
    'i',
  ).exec(words);
  const set = new RegExp(
    `^(?:set|change|move)\\s+the\\s+(?:target|goal|threshold)(?: ?line)?\\s+(?:of|for|on)\\s+(.+?)\\s+(?:to|at|=)\\s*(${NUMBER})$`,
    'i',
  ).exec(words);
  const match = added ?? set;
  if (!match) return false;
  const [name, number] = added ? [added[3] ?? added[1], added[2]] : [set![1], set![2]];
  const value = numberOf(number!);
  if (value === undefined) return false;
  const found = name === undefined ? it(work) : refer(name, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const { id } of found.tiles) work.do({ kind: 'setTarget', tile_id: id, value: { value } });
  return true;
};

/** The tile that was spoken of; else the only one that can have a target. */
function it(work: Work): ReturnType<typeof refer> {
  const touched = refer('it', work.spec, work.touched);
  if (isFound(touched)) return touched;
  const fitting = work.spec.tiles.filter(({ kind }) => ['line', 'area', 'bar', 'number', 'gauge'].includes(kind));
  const charts = fitting.filter(({ kind }) => kind !== 'number');
  const [only] = charts.length > 0 ? charts : fitting;
  if (only && (charts.length === 1 || fitting.length === 1)) return { tiles: [only] };
  return { reason: 'It does not say for which tile.', nearest: fitting.map(({ title }) => title).slice(0, 5) };
}

export const annotate: Rule = (work, words) => {
  const match =
    /^(?:annotate|mark|add (?:an? )?(?:annotation|note|marker))(?: (?:to|on|in) (.+?))?(?: at| on)? (\d{4}-\d{2}-\d{2})(?: (?:as|with|saying|:))? "?(.+?)"?(?: (?:to|on|in) (.+))?$/i.exec(
      words,
    );
  if (!match) return false;
  const found = (match[1] ?? match[4]) ? refer((match[1] ?? match[4])!, work.spec, work.touched) : it(work);
  if (!isFound(found)) return tell(work, words, found);
  for (const { id, annotations = [] } of found.tiles) {
    const taken = new Set(annotations.map(one => one.id));
    const note = {
      id: idOf(match[3]!, taken),
      kind: 'line' as const,
      axis: 'x' as const,
      from: match[2]!,
      label: match[3]!,
    };
    work.do({ kind: 'setAnnotations', tile_id: id, value: [...annotations, note] });
  }
  return true;
};

export const compareTile: Rule = (work, words) => {
  const match =
    /^(?:compare|show)\s+(?<what>.+?)\s+(?:compared\s+)?(?:to|with|against|vs\.?|versus)\s+(?:the\s+)?(?<period>previous period|prior period|period before|(?:same period )?last year|previous year|year before|a year ago)$/i.exec(
      words,
    );
  const of =
    match ??
    new RegExp(`^${COMPARISON} (?:for|on|of|to|in) (?<what>.+)$`, 'i').exec(words.replace(/^(?:add|show) /i, ''));
  const what = of?.groups?.['what'];
  if (!of || what === undefined) return false;
  const found = refer(what, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const tile of found.tiles) if (tile.plan) compare(work, tile, comparisonOf(of.groups!['period']!));
  return true;
};
