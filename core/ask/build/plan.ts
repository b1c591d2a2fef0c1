import { parsePlan } from '../../plan/parse.ts';
import type { Plan } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { buildAggregate } from './aggregate.ts';
import { everyOne, someWithoutOthers } from './all-of.ts';
import { bothPeriods } from './both-periods.ts';
import type { BuildContext } from './context.ts';
import { atLeastOne, countFragment, countKeptInGroups, shareOfThings, wantsRows } from './counted.ts';
import { dateOfCondition } from './dates-of-condition.ts';
import { datesOfNone } from './dates-of-none.ts';
import { dateOfParts } from './dates-of-parts.ts';
import { datesOfSome } from './dates-of-some.ts';
import { deedOfShare } from './deed-of-share.ts';
import { noneOtherwise } from './every.ts';
import { rankWithinGroups } from './extremes.ts';
import { firstOfEach } from './first-of-each.ts';
import { refuseLevelByDate } from './level-by-date.ts';
import { adoptMentions } from './mentions.ts';
import { monthsSideBySide } from './months-side-by-side.ts';
import { noneOfThose } from './none-of-those.ts';
import { highestOfMany, totalOfMany } from './one-or-all-of-many.ts';
import { conditionsOnOwnRows } from './own-rows.ts';
import { partOfTotal } from './part-of-total.ts';
import { partOfYears } from './part-of-years.ts';
import { settleTimes } from './periods.ts';
import { rankByLevel } from './rank-by-level.ts';
import { refuseRelatedToOthers } from './related-to-others.ts';
import { buildRows } from './rows.ts';
import { rowsOfLinks } from './rows-of-links.ts';
import { conditionsOfTrade } from './traded.ts';
import { askForValues } from './values-by-period.ts';
import { withoutAny } from './without.ts';

/** A draft as a plan: roles settled, dates settled, constructs put together. Throws Refusal or Clarification. */
export function buildPlan(context: BuildContext): Plan {
  const { draft } = context;
  const { periodsCounted } = draft;
  if (periodsCounted && draft.having.length === 0)
    throw new Refusal(`“${periodsCounted.where.text}” is not understood. ${periodsCounted.where.reason}`, [
      periodsCounted.where,
    ]);
  settleTimes(context);
  monthsSideBySide(context);
  const mentions = [...draft.mentions];
  const [beside, ...others] = new Set(mentions.map(({ dataset }) => dataset));
  context.beside = others.length > 0 ? undefined : beside;
  dateOfCondition(context);
  totalOfMany(context);
  shareOfThings(draft);
  countKeptInGroups(context);
  atLeastOne(context);
  rowsOfLinks(context);
  adoptMentions(context);
  everyOne(context);
  someWithoutOthers(context);
  askForValues(context);
  rankByLevel(context);
  highestOfMany(context);
  rankWithinGroups(context);
  conditionsOnOwnRows(context);
  noneOfThose(context);
  deedOfShare(context);
  conditionsOfTrade(context);
  partOfTotal(context);
  partOfYears(context);
  datesOfNone(context);
  datesOfSome(context);
  noneOtherwise(context);
  bothPeriods(context);
  firstOfEach(context);
  if (draft.measures.length === 0 && draft.having.length > 0 && draft.subject === undefined) refuseUnclearCount(draft);
  dateOfParts(context);
  countFragment(context);
  const plan = withoutAny(wantsRows(draft) ? buildRows(context) : buildAggregate(context), context.catalogue);
  refuseRelatedToOthers(context, plan, mentions);
  refuseLevelByDate(context, plan);
  return parsePlan(plan);
}

function refuseUnclearCount(draft: Draft): void {
  const first = draft.having[0]?.measure;
  if (first?.kind === 'count') throw new Refusal(reasons.unclearThingsShouldMany);
}
