import { parsePlan } from '../../plan/parse.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Draft } from '../draft.ts';
import { emptyDraft } from '../empty-draft.ts';
import { termsOf } from '../lexicon/terms.ts';
import type { AnsweredTurn, PlannerInput } from '../types.ts';
import { stemsOf, type Token } from '../words.ts';
import { obey } from './commands.ts';
import { hasPlan } from './unanswered.ts';
import type { Wording } from './wording.ts';

/** "rather than units", behind units sold: what begins the name of the one number that there is. */
export function numberNamed(
  catalogue: Catalogue,
  { conversation }: PlannerInput,
  tokens: readonly Token[],
): Draft | undefined {
  const [measure, ...more] = conversation.findLast(hasPlan)?.plan.measures ?? [];
  const info = catalogue.metrics.get(measure?.metric ?? '');
  const stems = tokens.flatMap(({ kind, stem }) => (kind === 'word' ? [stem] : [])).join(' ');
  const named = info && termsOf(info.metric).some(term => `${stemsOf(term).join(' ')} `.startsWith(`${stems} `));
  return named && more.length === 0 && stems !== ''
    ? { ...emptyDraft(), measures: [{ kind: 'metric', metric: info.name, at: 0 }] }
    : undefined;
}

/** "list them with their phone", behind a number of things: what goes on from the list of them. */
export function listed(
  catalogue: Catalogue,
  input: PlannerInput,
  answered: readonly AnsweredTurn[],
  wording: Wording | undefined,
): PlannerInput | undefined {
  const last = answered.at(-1);
  if (!wording?.listed || !last || last.plan.fields.length > 0 || input.conversation.at(-1) !== last) return undefined;
  const plan = parsePlan(obey({ kind: 'things' }, answered, catalogue, input.now));
  return { ...input, conversation: [...input.conversation, { ...last, plan }] };
}
