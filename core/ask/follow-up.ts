import { parsePlan } from '../plan/parse.ts';
import type { Plan, PlanInput } from '../plan/schema.ts';
import type { BuildContext } from './build/context.ts';
import type { Catalogue } from './catalogue.ts';
import type { Draft, DraftMeasure } from './draft.ts';
import { patterns } from './english/patterns.ts';
import reasons from './english/reasons.data.json' with { type: 'json' };
import { besideThoseShown } from './follow-up/beside-the-first.ts';
import { extreme } from './follow-up/commands.ts';
import { comparesPeriod, withComparedPeriod } from './follow-up/compared.ts';
import { withDimensions, withoutDimensions } from './follow-up/dimensions.ts';
import { removed, withFilters } from './follow-up/filters.ts';
import { keptOfRanking } from './follow-up/kept-of-ranking.ts';
import { asShareOf, counted, withMeasures, withoutMeasures } from './follow-up/measures.ts';
import { names, thingsShown } from './follow-up/named.ts';
import { columnOf, withRank } from './follow-up/order.ts';
import { withSteps } from './follow-up/steps.ts';
import { withGrain, withOtherDate, withoutTimes, withTimes } from './follow-up/times.ts';
import type { Wording } from './follow-up/wording.ts';
import { latenessOfField } from './lateness.ts';
import { isBetterLow } from './polarity.ts';
import { Refusal } from './refusal.ts';

/** Words and pieces that only make sense behind an answer: "just surgery", "add the cost", "by country". */
export const isMarked = (draft: Draft): boolean =>
  draft.followUp.size > 0 ||
  (draft.measures.length === 0 &&
    draft.subject === undefined &&
    draft.mentions.length === 0 &&
    draft.dimensions.length > 0);

/** "for teenagers' titles", behind a question that was not answered: a part of what it would have been. */
export const isRest = (draft: Draft, first: string | undefined): boolean =>
  /^(for|with|without|excluding|except)$/.test(first ?? '') &&
  draft.measures.length === 0 &&
  draft.subject === undefined;

/** "which customers?", "which customers placed them": which of the last answer's numbers are whose. */
export const asksWhichOfThem = (draft: Draft, { pointing, tokens }: Wording): boolean =>
  draft.subjectIs === 'which' &&
  draft.measures.length + draft.having.length + draft.listFields.length === 0 &&
  saysOnlySubject(draft) &&
  (pointing !== undefined ||
    tokens.some(({ lower }) => lower === 'it') ||
    patterns.whichAlone.test(tokens.map(({ lower }) => lower).join(' ')));

/** Whether a question goes on from the one before: it says so, or it names nothing to measure or list itself. */
export function isFollowUp(draft: Draft, previous: Plan | undefined, catalogue: Catalogue): boolean {
  const marks = ['add', 'same', 'whatAbout', 'instead', 'remove', 'and'] as const;
  if (marks.some(mark => draft.followUp.has(mark))) return true;
  const grouped = draft.dimensions.length > 0 || draft.subject !== undefined || draft.mentions.length > 0;
  if (onlySorts(draft) && previous !== undefined && !grouped) return true;
  if (ranksByOther(draft, previous, catalogue) && !grouped) return true;
  // "only those with more than 100 bookings"
  if (draft.having.length > 0 && draft.measures.length === 0 && !grouped) return true;
  if (keepsNumbers(draft) && previous !== undefined) return true;
  // "total weight", behind an answer for some of the parcels
  if (previous?.where?.length && namesOnlyNumber(draft)) return true;
  // "products without any sales": things and what there is none of are a whole question
  if (draft.mentions.length > 0 && draft.related.length > 0) return false;
  if (namesOthers(draft, previous, catalogue)) return false;
  if (draft.measures.length > 0 || draft.having.length > 0 || draft.rank?.by || draft.per) return false;
  if (draft.ledWhich && previous !== undefined && saysOnlySubject(draft)) return true;
  if (draft.subjectIs === 'which' || draft.subjectIs === 'list') return false;
  if (draft.followUp.has('only')) return true;
  if (draft.subject !== undefined && draft.subjectIs === 'plain') return false;
  return draft.listFields.length === 0;
}

/**
 * "suppliers with a balance over 5000", "parts of brand 11" behind suppliers: things and which of them, a whole question.
 * "suppliers in Europe", behind an answer by supplier, are those of the answer.
 */
function namesOthers(
  { mentions, filters, followUp }: Draft,
  previous: Plan | undefined,
  catalogue: Catalogue,
): boolean {
  const [things] = mentions;
  if (things?.at !== 0 || followUp.size > 0 || filters.length === 0) return false;
  const isShown = previous !== undefined && thingsShown(catalogue, previous).includes(things.dataset);
  return (
    !isShown || filters.some(({ options }) => options.some(({ field }) => field.kind === 'number' && !field.isKey))
  );
}

/**
 * "by revenue", behind the top 3 by profit: of a ranking it says by what, where nothing else is named. The best by a
 * number of which less is better are at the other end.
 */
function ranksByOther(draft: Draft, previous: Plan | undefined, catalogue: Catalogue): boolean {
  const [ranked, ...more] = previous?.measures ?? [];
  const [named] = draft.measures;
  if (!ranked || !named || previous?.limit === undefined || previous.orderBy[0]?.column !== ranked.name) return false;
  const before: DraftMeasure | undefined = ranked.metric ? { kind: 'metric', metric: ranked.metric, at: 0 } : undefined;
  const alike = !before || isBetterLow(catalogue, before) === isBetterLow(catalogue, named);
  return draft.ledGroup && more.length === 0 && !previous.topPerGroup && !draft.rank && alike && namesOnlyNumber(draft);
}

/** "only the revenue": of the numbers of the last answer. */
const keepsNumbers = (draft: Draft): boolean =>
  draft.followUp.has('only') &&
  draft.measures.length > 0 &&
  draft.filters.length + draft.times.length + draft.dimensions.length + draft.having.length + draft.mentions.length ===
    0 &&
  draft.subject === undefined;

/** A number by itself, with no word that would begin a question. */
const namesOnlyNumber = (draft: Draft): boolean =>
  draft.measures.length === 1 &&
  draft.measures[0]?.kind === 'metric' &&
  !draft.shows &&
  !draft.ledWhich &&
  draft.filters.length + draft.times.length + draft.dimensions.length + draft.having.length + draft.mentions.length ===
    0 &&
  draft.subject === undefined &&
  !draft.per &&
  !draft.share &&
  !draft.rank &&
  !draft.compare &&
  !draft.growth;

/** "in which clinics?" */
const saysOnlySubject = (draft: Draft): boolean =>
  draft.subject !== undefined &&
  draft.filters.length + draft.times.length + draft.mentions.length + draft.related.length + draft.verbs.length === 0 &&
  draft.rank === undefined;

/** "sort by bookings": nothing else is asked for. */
const onlySorts = (draft: Draft): boolean =>
  draft.sort?.by !== undefined && 'kind' in draft.sort.by && draft.measures.length === 1 && draft.filters.length === 0;

/** "per booking", "by admissions": a piece of a question that has no place in the last answer. */
export const isFragment = (draft: Draft, first: string | undefined): boolean =>
  /^(by|per|vs|versus|against|divided|than)$/.test(first ?? '') &&
  draft.measures.length === 1 &&
  draft.dimensions.length === 0 &&
  draft.subject === undefined;

/** The earlier plan, changed by what the question adds, replaces or leaves out. */
export function followUp(context: BuildContext, previous: Plan, wording: Wording, insteadOf?: Draft): Plan {
  setScene(context, previous);
  refuseUnknown(context);
  const before = JSON.stringify(previous);
  let plan = structuredClone(previous) as PlanInput;
  passDeedOfLateness(context);
  if (previous.summarise) throw new Refusal(reasons.lastAnswerSums);
  refuseUnclear(context, plan, wording);
  refuseOnlyGroups(context);
  besideThoseShown(context.draft, previous, wording, context.catalogue);
  if (wording.extreme) plan = extremeOf(context, plan, wording.extreme);
  else if (context.draft.followUp.has('remove')) plan = without(context, plan, wording.filterNamed);
  else if (insteadOf) plan = exchanged(context, plan, wording, insteadOf);
  else plan = changed(context, plan, wording, false);
  if (context.draft.mentions.length > 0 && JSON.stringify(plan) === before)
    throw new Refusal(`It is not clear what to do with “${context.draft.mentions[0]?.text}”.`);
  // "list those with machine and fault": the machine is to be shown too
  const [unshown] = context.draft.listFields.length > 0 ? context.draft.mentions : [];
  if (unshown && !(plan.fields ?? []).some(field => field.startsWith(`${unshown.dataset}.`)))
    throw new Refusal(`It is not clear what of “${unshown.text}” should be shown: name the field.`);
  if (JSON.stringify(plan) === before) throw new Refusal(reasons.unclearShouldChange);
  return parsePlan(plan);
}

/** "just the ones that came back late": the date that is meant by late is no new group. */
function passDeedOfLateness({ draft, catalogue }: BuildContext): void {
  const date = draft.subject?.kind === 'field' ? draft.subject.choice.options[0]?.field : undefined;
  const at = draft.subject?.kind === 'field' ? draft.subject.choice.at : -1;
  if (date?.kind !== 'time' || !draft.followUp.has('only')) return;
  const behind = draft.filters.filter(filter => filter.at === at + 1).flatMap(filter => filter.options);
  if (behind.length === 0) return;
  if (!behind.every(({ field }) => latenessOfField(catalogue, field)?.late === date))
    throw new Refusal(
      `It is not clear what “${draft.subject?.kind === 'field' ? draft.subject.choice.text : ''}” changes.`,
    );
  draft.subject = undefined;
  draft.subjectIs = undefined;
}

function changed(context: BuildContext, previous: PlanInput, wording: Wording, replaces: boolean): PlanInput {
  const { draft } = context;
  if (wording.adds || replaces) draft.followUp.add('add');
  if (wording.splits) draft.followUp.add('split');
  // "show their revenue": each of them with its own, where "what was their revenue" may be of all together
  const shows = /^(show|list|display|give|add|see|get)$/.test(wording.tokens[0]?.lower ?? '');
  if (shows && wording.pointing?.lower === 'their') draft.followUp.add('each');
  let plan = previous;
  if (wording.counts && draft.measures.length === 0) plan = countable(context, plan);
  const ofRanking = keptOfRanking(context, plan, wording);
  if (ofRanking) return ofRanking;
  const share = asShareOf(context, plan);
  if (share) return share;
  const compared = withComparedPeriod(context, plan);
  if (compared) return compared;
  const redated = withOtherDate(context, plan);
  if (redated) return redated;
  plan = withMeasures(context, plan);
  plan = withDimensions(context, plan);
  plan = withTimes(context, plan);
  plan = withFilters(context, plan);
  if (draft.trend && !plan.time?.grain) plan = withGrain(context, plan, 'month', []);
  plan = withRank(context, plan);
  return withSteps(context, plan);
}

/** "which gallery is the highest": of an answer by gallery. */
function extremeOf(context: BuildContext, plan: PlanInput, direction: 'ASC' | 'DESC'): PlanInput {
  const { subject, filters, measures, times } = context.draft;
  const others = filters.length + measures.length + times.length + context.draft.dimensions.length;
  const mention = context.draft.mentions[0];
  const asked = subject ?? (mention && { kind: 'entity' as const, dataset: mention.dataset, at: mention.at });
  // "which month was the highest"
  const isGrain = asked?.kind === 'time' && asked.grain === plan.time?.grain && !plan.dimensions?.length;
  const named = isGrain || (asked !== undefined && plan.dimensions?.some(d => names(context, asked, d)));
  if (!named || others > 0) throw new Refusal(reasons.lastAnswerAsk);
  context.draft.mentions = [];
  return extreme(plan, direction, { focus: context.focus });
}

/** "admissions instead of revenue": what is named last must be there, and goes. */
function exchanged(context: BuildContext, plan: PlanInput, wording: Wording, gone: Draft): PlanInput {
  const old = { ...context, draft: gone };
  const [measure] = gone.measures;
  const column = measure && columnOf(old, plan, measure);
  // one number in another's place keeps the order and the steps
  if (measure && gone.measures.length === 1 && context.draft.measures.length === 1 && plan.measures?.length === 1) {
    if (column === undefined) throw new Refusal(reasons.lastAnswerSuch);
    return changed(context, plan, wording, false);
  }
  const { mentions, dimensions, measures: numbers } = context.draft;
  // "profit rather than parts": no number that there is
  if (numbers.length > 0 && !measure && gone.mentions.length > 0) throw new Refusal(reasons.lastAnswerSuch);
  const [mention, ...more] = mentions;
  // "use the country instead of the room type"
  if (mention && more.length === 0 && numbers.length === 0 && !measure) {
    context.draft.mentions = [];
    dimensions.push({ kind: 'entity', dataset: mention.dataset, at: mention.at });
  }
  return without(old, changed(context, plan, wording, true), true);
}

/** "only" keeps some of what there is; a grouping is none of it. */
function refuseOnlyGroups({ draft }: BuildContext): void {
  const kept = draft.filters.length + draft.times.length + draft.having.length + draft.related.length;
  const groups = draft.dimensions.length + draft.listFields.length + (draft.subject ? 1 : 0);
  if (draft.followUp.has('only') && groups > 0 && kept === 0 && !draft.bare && !draft.rank)
    throw new Refusal(reasons.unclearShouldKept);
}

/** "without gallery" of an answer by gallery: not the gallery, or those that have none? */
function refuseUnclear(context: BuildContext, plan: PlanInput, wording: Wording): void {
  if (wording.tokens[0]?.lower !== 'without') return;
  for (const filter of context.draft.filters)
    if (filter.operator === 'isMissing' && plan.dimensions?.some(d => filter.options.some(o => o.field.id === d.field)))
      throw new Refusal(
        `It is not clear whether ${filter.text} should go, or those without one be shown: say “remove ${filter.text}”, or “${filter.text} is missing”.`,
      );
}

/** "how many of these": rows of a list are counted; a count is one already. */
function countable(context: BuildContext, plan: PlanInput): PlanInput {
  if (plan.fields?.length) return counted(context, plan);
  const only = plan.measures?.length === 1 && !plan.dimensions?.length && !plan.time?.grain;
  if (only && context.countsOnly) return plan;
  throw new Refusal(reasons.unclearShouldCounted);
}

function without(context: BuildContext, plan: PlanInput, asFilter: boolean): PlanInput {
  const { draft } = context;
  if (draft.times.length > 0) return withoutTimes(context, plan);
  if (draft.problems.length > 0) throw new Refusal(draft.problems[0]?.reason ?? '', draft.problems);
  return withoutDimensions(context, withoutMeasures(context, removed(context, plan, asFilter)));
}

/** Constructs that a follow-up can't add; none is passed over. */
const isAverage = (catalogue: Catalogue, measure: DraftMeasure): boolean =>
  measure.kind === 'aggregate'
    ? measure.function === 'AVG'
    : measure.kind === 'metric' && /^AVG\(|\//.test(catalogue.metrics.get(measure.metric)?.text ?? '');

function refuseUnknown({ draft, catalogue }: BuildContext): void {
  const found =
    draft.ratio || draft.per
      ? 'A ratio'
      : draft.difference || (draft.compare && !comparesPeriod(draft))
        ? 'A comparison of two things'
        : draft.perPeriod || (draft.averaged && !draft.measures.every(m => isAverage(catalogue, m)))
          ? 'An average'
          : undefined;
  if (found) throw new Refusal(`${found} can’t be added to the last answer: ask for it as a whole question.`);
}

/** What the earlier answer was about settles what names and dates mean. */
function setScene(context: BuildContext, previous: Plan): void {
  context.anchors = anchorsOf(context, previous);
  context.countsOnly =
    previous.fields.length > 0 ||
    previous.measures.every(
      m =>
        m.expression?.startsWith('COUNT(') ||
        (m.metric !== undefined && context.catalogue.metrics.get(m.metric)?.counts !== undefined),
    );
  for (const dimension of previous.dimensions) {
    context.used.add(datasetOf(dimension.field));
    context.scene.add(datasetOf(dimension.field));
  }
  for (const filter of previous.where) if ('field' in filter) context.used.add(datasetOf(filter.field));
}

const datasetOf = (field: string): string => field.split('.')[0] ?? '';

function anchorsOf(context: BuildContext, plan: Plan): string[] {
  if (plan.fields[0]) return [datasetOf(plan.fields[0])];
  const homes = plan.measures.map(
    m =>
      m.over ??
      (m.metric ? context.catalogue.metrics.get(m.metric)?.home : undefined) ??
      /([A-Za-z_]\w*)\./.exec(m.expression ?? '')?.[1] ??
      '',
  );
  const found = [...new Set(homes.filter(Boolean))];
  return found.length > 0 ? found : plan.dimensions.slice(0, 1).map(d => datasetOf(d.field));
}
