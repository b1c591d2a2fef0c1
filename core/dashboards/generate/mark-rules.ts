import { instantOf } from '../../plan/instant.ts';
import { COLOR } from './color-words.ts';
import { COMPARISON, comparisonOf, UNIT_PERIOD } from './comparison-words.ts';
import type { Work } from './context.ts';
import { isFound, refer } from './refer.ts';
import { compare } from './restyle.ts';
import { type Rule, tell } from './rule.ts';
import { hasPlaceFor, withPlaceFor } from './shown.ts';
import { toneOfColor } from './tone-words.ts';
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
  const [said, number] = added ? [added[3] ?? added[1], added[2]] : [set![1], set![2]];
  // "a target line": what stands before it is no name.
  const name = said === undefined || /^(?:an?|the|my|our)$/i.test(said) ? undefined : said;
  const value = numberOf(number!);
  if (value === undefined) return false;
  const found = name === undefined ? it(work, 'target', words) : refer(name, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  for (const { id } of withPlaceFor(work, 'target', found.tiles, words))
    work.do({ kind: 'setTarget', tile_id: id, value: { value } });
  return true;
};

/** The tile that was spoken of; else the only one that has a place for it. */
function it(work: Work, what: 'target' | 'annotation' | 'band', words: string): ReturnType<typeof refer> {
  const touched = refer('it', work.spec, work.touched);
  if (isFound(touched)) return touched;
  const fitting = work.spec.tiles.filter(tile => hasPlaceFor(what, tile));
  const charts = fitting.filter(({ kind }) => kind !== 'number');
  const [only] = charts.length > 0 ? charts : fitting;
  if (only && (charts.length === 1 || fitting.length === 1)) return { tiles: [only] };
  return {
    reason: 'It does not say for which tile.',
    nearest: fitting.map(({ title }) => `${words} to ${title}`).slice(0, 5),
  };
}

const NOTE = '^(?:annotate|mark|add (?:an? )?(?:annotation|note|marker))';
const DAY = '(?<day>\\d{4}-\\d{2}-\\d{2})';
const notes = [
  new RegExp(
    `${NOTE}(?: at| on)? ${DAY} (?:to|on|in) (?<of>.+?) (?:as|with|saying|labell?ed|called) "?(?<label>.+?)"?$`,
    'i',
  ),
  new RegExp(
    `${NOTE}(?: (?:to|on|in) (?<before>.+?))?(?: at| on)? ${DAY}(?: (?:as|with|saying|labell?ed|called|:))? "?(?<label>.+?)"?(?: (?:to|on|in) (?<of>.+))?$`,
    'i',
  ),
];

/** Ends of a band: two days, or two values. */
const END = `\\d{4}-\\d{2}-\\d{2}|${NUMBER}`;
const band = new RegExp(
  `^(?:add|draw|show|put|shade|mark)\\s+(?:an?\\s+|the\\s+)?(?:(?<color>amber|${COLOR})\\s+)?(?:(?:band|zone|area|range)\\s+)?(?:from|between)?\\s*(?<from>${END})\\s*(?:to|and|until|-|–)\\s*(?<to>${END})(?:\\s+(?:in\\s+|as\\s+)?(?:an?\\s+)?(?<behind>amber|${COLOR}))?(?:\\s+band)?(?:\\s+(?:saying|labell?ed|called)\\s+"?(?<label>.+?)"?)?(?:\\s+(?:to|on|in|of|for)\\s+(?<of>.+))?$`,
  'i',
);

/** "add a green band from 80 % to 100 % to fill rate by month", "shade 2026-01-01 to 2026-02-01 red in revenue". */
export const shade: Rule = (work, words) => {
  const said = band.exec(words)?.groups;
  if (!said || !/\b(?:band|zone|range)\b|^shade\b/i.test(words)) return false;
  const [from, to] = [endOf(said['from']!), endOf(said['to']!)];
  if (typeof from !== typeof to || from === undefined || to === undefined) {
    work.refuse(words, 'A band goes from one value to another, or from one day to another.');
    return true;
  }
  const missing = [from, to].find(end => typeof end === 'string' && instantOf(end) === undefined);
  if (missing !== undefined) {
    work.refuse(words, `There is no day ${missing}.`, [], true);
    return true;
  }
  const what = typeof from === 'string' ? 'annotation' : 'band';
  const found = said['of'] === undefined ? it(work, what, words) : refer(said['of'], work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const color = (said['color'] ?? said['behind'])?.toLowerCase();
  const tone = color === undefined ? undefined : toneOfColor(color);
  if (color !== undefined && tone === undefined)
    work.assume([`“${color}” says nothing of a band: it is drawn in grey.`]);
  for (const { id, annotations = [] } of withPlaceFor(work, what, found.tiles, words)) {
    const label = said['label'];
    const taken = new Set(annotations.map(one => one.id));
    const added = {
      id: idOf(label ?? 'band', taken),
      kind: 'band' as const,
      axis: what === 'band' ? ('y' as const) : ('x' as const),
      from,
      to,
    };
    const value = [...annotations, { ...added, ...(label !== undefined && { label }), ...(tone && { tone }) }];
    work.do({ kind: 'setAnnotations', tile_id: id, value });
  }
  return true;
};

const endOf = (text: string): number | string | undefined => (/^\d{4}-/.test(text) ? text : numberOf(text));

export const annotate: Rule = (work, words) => {
  const said = notes.map(pattern => pattern.exec(words)?.groups).find(one => one !== undefined);
  if (!said) return false;
  const [day, label, name] = [said['day']!, said['label']!, said['before'] ?? said['of']];
  const found = name === undefined ? it(work, 'annotation', words) : refer(name, work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  if (instantOf(day) === undefined) {
    work.refuse(words, `There is no day ${day}.`, [], true);
    return true;
  }
  for (const { id, annotations = [] } of withPlaceFor(work, 'annotation', found.tiles, words)) {
    const taken = new Set(annotations.map(one => one.id));
    const note = {
      id: idOf(label, taken),
      kind: 'line' as const,
      axis: 'x' as const,
      from: day,
      label,
    };
    work.do({ kind: 'setAnnotations', tile_id: id, value: [...annotations, note] });
  }
  return true;
};

/** "compare revenue with the previous month", "revenue vs last quarter". */
const byUnit = new RegExp(
  `^(?:compare\\s+(?<what>.+?)\\s+(?:compared\\s+)?(?:to|with|against|vs\\.?|versus)|(?:show\\s+)?(?<what>.+?)\\s+(?:compared\\s+(?:to|with)|against|vs\\.?|versus))\\s+(?:the\\s+)?${UNIT_PERIOD}$`,
  'i',
);

export const compareTile: Rule = (work, words) => {
  const match =
    /^(?:compare|show)\s+(?<what>.+?)\s+(?:compared\s+)?(?:to|with|against|vs\.?|versus)\s+(?:the\s+)?(?<period>previous period|prior period|period before|(?:same period )?last year|previous year|year before|a year ago)$/i.exec(
      words,
    );
  const of =
    match ??
    byUnit.exec(words) ??
    new RegExp(`^${COMPARISON} (?:for|on|of|to|in) (?<what>.+)$`, 'i').exec(words.replace(/^(?:add|show) /i, ''));
  const what = of?.groups?.['what'];
  if (!of || what === undefined) return false;
  const whole = refer(what, work.spec, work.touched);
  const each = isFound(whole)
    ? [whole]
    : what.split(/,\s*(?:and\s+)?|\s+and\s+/).map(one => refer(one, work.spec, undefined));
  const missing = each.find(one => !isFound(one));
  if (missing && !isFound(missing)) return tell(work, words, missing);
  const found = { tiles: each.flatMap(one => (isFound(one) ? one.tiles : [])) };
  const comparable = withPlaceFor(work, 'comparison', found.tiles, words);
  for (const tile of comparable) {
    if (tile.plan) compare(work, tile, comparisonOf(of.groups!['period']!), words);
    else work.refuse(words, `${tile.title} shows nothing of the model that could be compared.`, [], true);
  }
  return true;
};
