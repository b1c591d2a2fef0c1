import { sameName } from '../../plan/names.ts';
import type { Plan } from '../../plan/schema.ts';
import { marksRows, withoutUndrawn } from '../shows.ts';
import type { Encoding, Tile, TileKind } from '../spec.ts';
import { called, divided, groupsIn, regrouped, sorted } from './called.ts';
import { columnsOf } from './columns.ts';
import { isReading, isSingle, type NotRead, type Reading } from './content.ts';
import type { Work } from './context.ts';
import { sortedReading } from './sort-words.ts';
import { kindOf, misfit, named, titleOf } from './tile.ts';
import { capitalised } from './words.ts';

/** Changes of what a tile shows. */

const groupedTail = /\s+(?:by|per|for each|over time)\s.*$/i;

/** What the tile shows, changed by words: the whole question again where that can be read, else as one that follows. */
async function changedReading(work: Work, tile: Tile, words: string): Promise<Reading | NotRead> {
  if (!tile.plan) return { reason: `${tile.title} shows nothing of the model.`, nearest: [] };
  const question = tile.question ?? tile.title;
  const { plan } = tile;
  if (/^(?:by|per|over time)\b/i.test(words)) {
    const followed = await work.reader.follow({ question, plan }, words);
    // The same words over the plan keep its conditions.
    if (isReading(followed)) return { ...followed, question: regrouped(question, words, plan, followed.plan) };
    const whole = await work.reader.read(`${question.replace(groupedTail, '')} ${words}`);
    return isReading(whole) && plan.where.length === 0 ? whole : followed;
  }
  const understood = await followedBy(work, { question, plan }, words);
  const isSorted = /^sorted\b/i.test(words);
  const followed = isSorted && !isReading(understood) ? await sortedReading(work, tile, words, understood) : understood;
  if (!isReading(followed)) return followed;
  const also = /^also by (.+)$/i.exec(words)?.[1];
  if (also !== undefined) return { ...followed, question: divided(question, also) };
  if (isSorted) return { ...followed, question: sorted(question, words, followed.plan) };
  return { ...followed, question: called(question, words, plan, followed.plan) };
}

/** Another number by itself is shown by the same groups. */
async function followedBy(
  work: Work,
  before: { readonly question: string; readonly plan: Plan },
  words: string,
): Promise<Reading | NotRead> {
  const followed = await work.reader.follow(before, words);
  const groups = groupsIn(before.question);
  const losesGroups = isReading(followed) && before.plan.dimensions.length > 0 && isSingle(followed.plan);
  if (!losesGroups || groups === '' || before.plan.limit !== undefined) return followed;
  const grouped = await work.reader.follow(before, `${words} ${groups}`);
  return isReading(grouped) ? grouped : followed;
}

/** Gives a tile other content, in a kind that fits it. False when it was told why not. */
export async function changeContent(
  work: Work,
  tile: Tile,
  words: string,
  request: string,
  kind?: TileKind,
): Promise<boolean> {
  if (work.preserve) {
    const nearest = [
      ...(kind === undefined ? [] : [`turn ${tile.title} into a ${named(kind)}`]),
      `add ${tile.question ?? tile.title} ${words}`,
    ];
    work.refuse(request, `It would change what “${tile.title}” counts, which is to stay as it is.`, nearest, true);
    return false;
  }
  const reading = await changedReading(work, tile, words);
  if (!isReading(reading)) {
    work.refuse(request, reading.reason, reading.nearest, reading.final);
    return false;
  }
  const problem = kind && misfit(kind, reading, work.reader.model);
  if (problem) {
    work.refuse(
      request,
      problem.reason,
      problem.nearest.map(near => `turn ${tile.title} into a ${named(near)} ${words}`),
    );
    return false;
  }
  await putContent(work, tile, reading, kind);
  return true;
}

async function putContent(work: Work, tile: Tile, reading: Reading, kind: TileKind | undefined): Promise<void> {
  const { question, plan } = reading;
  work.do({ kind: 'changePlan', tile_id: tile.id, plan, question, ...lookOf(tile) });
  dropRules(work, tile.id);
  const fitting =
    kind ??
    (misfit(tile.kind, reading, work.reader.model) === undefined ? tile.kind : kindOf(reading, work.reader.model));
  if (fitting !== tile.kind) changeKind(work, tile.id, fitting);
  if (kind === undefined && fitting !== tile.kind) work.assume([`It is shown as a ${named(fitting)} now.`], tile.id);
  if (tile.title === titleOf(tile.question ?? ''))
    work.do({ kind: 'retitleTile', tile_id: tile.id, value: titleOf(question).slice(0, 120) });
  if (tile.kind === 'number' && fitting !== 'number') grow(work, tile.id);
  work.assume(reading.assumptions, tile.id);
}

/** What of the encoding is about no column: it stays, whatever is shown. */
function lookOf({ encoding }: Tile): { encoding?: Encoding } {
  const { orientation, shape, totals } = encoding ?? {};
  const kept = { ...(orientation && { orientation }), ...(shape && { shape }), ...(totals && { totals }) };
  return Object.keys(kept).length === 0 ? {} : { encoding: kept };
}

/** Colours by value of numbers that are not shown any more would mark nothing. */
function dropRules(work: Work, id: string): void {
  const tile = work.tile(id);
  const { rules, ...style } = tile?.style ?? {};
  if (!tile || rules === undefined) return;
  const columns = columnsOf(work, tile);
  const kept = rules.filter(rule => columns.some(({ name }) => sameName(name, rule.column)));
  if (kept.length === rules.length) return;
  const value = kept.length > 0 ? { ...style, rules: kept } : style;
  work.do({ kind: 'restyleTile', tile_id: id, value: Object.keys(value).length === 0 ? null : value });
  work.assume(['Colours by value of what it showed before are gone.'], id);
}

/** Another kind, without what that draws nowhere: which is told. */
function changeKind(work: Work, id: string, to: TileKind): void {
  work.do({ kind: 'changeKind', tile_id: id, to });
  const tile = work.tile(id);
  if (!tile) return;
  const drawn = withoutUndrawn(tile);
  const { target, style } = drawn;
  if (tile.target && !target) {
    work.do({ kind: 'setTarget', tile_id: id, value: null });
    work.assume([`A ${named(to)} shows no target: it is gone.`], id);
  }
  if (tile.style?.rules && !style?.rules) {
    work.do({ kind: 'restyleTile', tile_id: id, value: style ?? null });
    work.assume([`A ${named(to)} shows no colours by value: they are gone.`], id);
  } else if (style && marksRows(tile) && !marksRows(drawn)) {
    work.do({ kind: 'restyleTile', tile_id: id, value: style });
    work.assume([`A ${named(to)} colours no whole rows: the rules mark the cells that they look at.`], id);
  }
}

/** A picture needs more room than a number. */
function grow(work: Work, id: string): void {
  const tile = work.tile(id);
  if (!tile || (tile.at.w >= 4 && tile.at.h >= 3)) return;
  const w = Math.max(tile.at.w, Math.min(6, 12 - tile.at.x));
  work.do({ kind: 'resizeTile', tile_id: id, to: { w, h: Math.max(tile.at.h, 4) } });
}

/** Shows the same in another kind; where the kind needs periods or one number, the content is changed to it. */
export async function changeKindOf(work: Work, tile: Tile, kind: TileKind, request: string): Promise<boolean> {
  if (!tile.plan) {
    work.refuse(request, `${tile.title} shows nothing that a ${named(kind)} could show.`);
    return false;
  }
  const reading: Reading = { plan: tile.plan, question: tile.question ?? tile.title, assumptions: [] };
  const problem = misfit(kind, reading, work.reader.model);
  if (!problem) {
    changeKind(work, tile.id, kind);
    if (tile.kind === 'number' && kind !== 'gauge') grow(work, tile.id);
    return true;
  }
  if ((kind === 'line' || kind === 'area') && tile.plan.measures.length > 0) {
    const done = await changeContent(work, tile, 'by month', request, kind);
    if (done) work.assume([`${capitalised(named(kind))}s go over time: it is shown by month.`], tile.id);
    return done;
  }
  if ((kind === 'number' || kind === 'gauge') && !work.preserve) {
    const whole = await work.reader.read(reading.question.replace(groupedTail, ''));
    if (isReading(whole) && isSingle(whole.plan) && tile.plan.where.length === whole.plan.where.length) {
      await putContent(work, tile, whole, kind);
      return true;
    }
  }
  work.refuse(
    request,
    problem.reason,
    problem.nearest.filter(near => near !== tile.kind).map(near => `turn ${tile.title} into a ${named(near)}`),
  );
  return false;
}
