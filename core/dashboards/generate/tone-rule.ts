import { draws } from '../shows.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import { rulesWith } from './cell-rules.ts';
import { columnsNamed } from './columns.ts';
import type { Work } from './context.ts';
import { isFound, type Referred, refer } from './refer.ts';
import { type Rule, tell } from './rule.ts';
import { rulesIn } from './said-rules.ts';
import { hasPlaceFor, withPlaceFor } from './shown.ts';
import type { SaidRule } from './tone-words.ts';

/** "colour cells red when margin is below 10 %", "highlight days of cover under 5 in red", "green above 95 %". */

const VERB = '(?:colou?r|highlight|mark|flag|shade|paint|make|turn|show|format|set|give|display)';
const others = /^(?:also )?(?:add|include|insert|create|new|put|give me|show me|i|we|replace|rename|call|duplicate)\b/i;
const cells =
  /^(?:all |each |every )?(?:the )?(?:(?:whole|entire|full|complete) rows?|cells?|values?|numbers?|rows?|ones|figures|everything)\b(?:\s+(?:of|in|on|for|with|where|whose|that))?\s*/i;
/** A condition that goes before what is to be done is said behind it. */
const conditionFirst = new RegExp(
  `^(?:when(?:ever)?|if|where(?:ver)?)\\s+(?<when>.+?),?\\s+(?:then )?(?<what>${VERB}\\s+.+)$`,
  'i',
);

/** Whether words are about colours by value of what is there. */
export const isAboutTones = (words: string): boolean =>
  new RegExp(`^${VERB}\\b|^(?:when|if|where)`, 'i').test(words) && rulesIn(behind(words), true).rules.length > 0;

const behind = (words: string): string => {
  const { when, what } = conditionFirst.exec(words)?.groups ?? {};
  return when === undefined ? words : `${what} when ${when}`;
};

export const colorByValue: Rule = async (work, words) => {
  if (others.test(words)) return false;
  const { rules, before, after } = rulesIn(behind(words), true);
  if (rules.length === 0) return withoutColor(work, words);
  const what = before.replace(new RegExp(`^${VERB}\\b\\s*`, 'i'), '').trim();
  const isRow = /^(?:the |all |each |every )*(?:(?:whole|entire|full|complete) )?rows?\b/i.test(what);
  const said = isRow ? rules.map(rule => ({ ...rule, marks: 'row' as const })) : rules;
  const subject = what
    .replace(cells, '')
    .replace(/^(?:the )?(?:cells?|values?|numbers?) (?:of|in|on|for)\s+/i, '')
    .replace(/[\s,:]*(?:\b(?:is|are|to be|that|which|with|whose|in|when|if|where)\b)?[\s,:]*$/i, '');
  const place = /^\s*(?:in|on|of|for|to)\s+(.+)$/i.exec(after)?.[1];
  if (place === undefined && after.trim() !== '') return false;
  const within = (spec: DashboardSpec) =>
    place === undefined ? meantBy(work, subject, rules, spec) : inPlace(work, subject, place, spec);
  const { spec } = work;
  // Rows are of tables: "the table" is no pivot table then.
  const tables = { ...spec, tiles: spec.tiles.filter(({ kind }) => draws(kind, 'rowRules')) };
  const ofRows = isRow ? within(tables) : undefined;
  const meant = ofRows && !('reason' in ofRows) ? ofRows : within(spec);
  if ('reason' in meant) {
    // "show … in red": perhaps something new.
    if (/^(?:show|display)\b/i.test(words)) return false;
    return tell(work, words, meant);
  }
  const { tiles, column } = meant;
  const several = tiles.length > 1;
  for (const tile of withPlaceFor(work, 'rules', tiles, words)) {
    await putRules(work, tile, said, words, { column, several });
  }
  return true;
};

/** "highlight margin", "flag cover under 5": what has which colour is not said. */
function withoutColor(work: Work, words: string): boolean {
  if (!/^(?:highlight|flag|shade)\b/i.test(words)) return false;
  const reason = 'It does not say which values are to have which colour.';
  const bare = words.replace(/\s+in\s+\w+$/i, '');
  const hasValue = /\d/.test(words);
  work.refuse(words, reason, [hasValue ? `${bare} in red` : `${bare} below 10 in red`]);
  return true;
}

interface About {
  readonly column?: string | undefined;
  /** The words are about several tiles: one that has no such number stays as it is. */
  readonly several?: boolean | undefined;
}

/** Puts what words say of colours by value into a tile; false when it was told why not. */
export async function putRules(
  work: Work,
  tile: Tile,
  said: readonly SaidRule[],
  request: string,
  { column, several = false }: About = {},
): Promise<boolean> {
  const rules = await rulesWith(work, tile, said, column);
  if ('reason' in rules) {
    if (several) work.assume([`“${tile.title}” stays as it is: ${rules.reason}`], tile.id);
    else work.refuse(request, rules.reason, rules.nearest);
    return false;
  }
  work.do({ kind: 'restyleTile', tile_id: tile.id, value: { ...tile.style, rules: [...rules] } });
  return true;
}

type Meant =
  | (Extract<Referred, { tiles: unknown }> & { readonly column?: string | undefined })
  | Exclude<Referred, { tiles: unknown }>;

/** "… in the table": the words before are the number. */
function inPlace(work: Work, subject: string, place: string, spec: DashboardSpec): Meant {
  const { touched } = work;
  const among = subject === '' ? [] : spec.tiles.filter(tile => columnsNamed(work, tile, subject).length > 0);
  const first = refer(place, { ...spec, tiles: among }, touched);
  const found = isFound(first) ? first : refer(place, spec, touched);
  if (!isFound(found)) return found;
  const isShown = found.tiles.some(tile => columnsNamed(work, tile, subject).length > 0);
  const isItself = subject === '' || (!isShown && isFound(refer(subject, spec, touched)));
  return { ...found, ...(!isItself && { column: subject }) };
}

/** The tiles that words mean: by themselves, by a number that they show, or those that were spoken of. */
function meantBy(work: Work, subject: string, rules: readonly SaidRule[], spec: DashboardSpec): Meant {
  const { touched } = work;
  const named = rules[0]?.column;
  const drawing = spec.tiles.filter(tile => hasPlaceFor('rules', tile));
  const showing = (column: string) => drawing.filter(tile => columnsNamed(work, tile, column).length > 0);
  if (subject === '') {
    const it = drawing.find(({ id }) => id === touched);
    if (it && (named === undefined || columnsNamed(work, it, named).length > 0)) return { tiles: [it] };
    const some = named === undefined ? drawing : showing(named);
    if (some.length === 1 || (some.length > 0 && named !== undefined)) return { tiles: some };
    return named === undefined ? unclear(drawing, rules) : unknownNumber(named, drawing, rules);
  }
  const [, inner, outer] = /^(.+?)\s+(?:in|on|of)\s+(?:the\s+)?(.+)$/i.exec(subject) ?? [];
  const around = outer === undefined ? undefined : refer(outer, spec, touched);
  if (inner !== undefined && around && isFound(around) && showing(inner).some(tile => around.tiles.includes(tile))) {
    return { ...around, column: inner };
  }
  const exact = refer(subject, spec, touched);
  const isTile = /^(?:it|this|that|them)$|\b(?:tiles?|tables?|gauges?|cards?|kpis?|pivots?|lists?|charts?)$/i.test(
    subject,
  );
  if (isTile) return exact;
  const tiles = showing(subject);
  if (tiles.length > 0) return otherColumn(subject, named) ?? { tiles, column: subject };
  return exact;
}

/** "colour the product red when margin is below 10 %": a rule marks the number that it looks at. */
function otherColumn(subject: string, named: string | undefined): Meant | undefined {
  if (named === undefined || named.toLowerCase() === subject.toLowerCase()) return undefined;
  return {
    reason: `A rule marks the number that it looks at: “${named}”, not “${subject}”.`,
    nearest: [`colour ${named} red when it is …`],
  };
}

const unclear = (drawing: readonly Tile[], rules: readonly SaidRule[]): Meant => ({
  reason:
    drawing.length === 0
      ? 'No tile shows colours by value: numbers, gauges, tables, pivot tables and lists do.'
      : 'It does not say in which tile.',
  nearest: drawing.slice(0, 5).map(({ title }) => `colour ${title} ${rules[0]?.text ?? ''}`),
});

const unknownNumber = (named: string, drawing: readonly Tile[], rules: readonly SaidRule[]): Meant =>
  drawing.length === 0
    ? unclear(drawing, rules)
    : {
        reason: `No tile with colours by value shows “${named}”.`,
        nearest: drawing.slice(0, 5).map(({ title }) => title),
      };
