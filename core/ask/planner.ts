import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { compilePlan } from '../plan/compile.ts';
import { parsePlan } from '../plan/parse.ts';
import { plainReason } from '../plan/plain-reason.ts';
import type { Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { boughtFrom } from './bought-from.ts';
import type { BuildContext } from './build/context.ts';
import { withEitherNumber } from './build/equals.ts';
import { datedByParts } from './build/parts-of-number.ts';
import { buildPlan } from './build/plan.ts';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { type ClosedTerms, createClosedTerms } from './closed.ts';
import type { Draft } from './draft.ts';
import reasons from './english/reasons.data.json' with { type: 'json' };
import { besideTheFirst, refuseManyOfThem } from './follow-up/beside-the-first.ts';
import { obey } from './follow-up/commands.ts';
import { focusOf } from './follow-up/focus.ts';
import { keepThings } from './follow-up/kept-things.ts';
import { listed, numberNamed } from './follow-up/of-last-answer.ts';
import {
  namesNoThings,
  namesNothing,
  pointsAtNobody,
  pointsAtNothing,
  pointsBack,
  pointsBackAt,
  saysTheir,
} from './follow-up/pointing.ts';
import { asPronouns } from './follow-up/pronouns.ts';
import { hasPlan, refuseAfterUnanswered } from './follow-up/unanswered.ts';
import { type Command, type Wording, wordingOf } from './follow-up/wording.ts';
import { asksWhichOfThem, followUp, isFollowUp, isFragment, isMarked, isRest } from './follow-up.ts';
import { withIdentities } from './identities.ts';
import { withoutIdioms } from './idioms.ts';
import { fieldKinds } from './kinds.ts';
import type { Lexicon } from './lexicon/lookup.ts';
import { createLexicon } from './lexicon.ts';
import { loadValues } from './load-values.ts';
import { createPace, type Pace, type Yield } from './pace.ts';
import { prepareToRead } from './prepare.ts';
import { readDraft } from './read/read.ts';
import { Clarification, Refusal } from './refusal.ts';
import { saidPlainly } from './said-plainly.ts';
import { namedByNumbers } from './segment/named-by-numbers.ts';
import { type Segmentation, segment, splitChunk } from './segment.ts';
import { withShortYears } from './short-years.ts';
import { createSuggester, type Suggester } from './suggest.ts';
import { settleTie } from './ties.ts';
import type { AnsweredTurn, Assumption, PlannerInput, PlannerResult } from './types.ts';
import { refuseUnnamedAmount, refuseUnusedVerb } from './unplanned.ts';
import { refuseUnplanned } from './unsaid.ts';
import { createValueIndex, type RunPlan, type ValueIndex } from './values.ts';
import { type Token, tokenise } from './words.ts';

/** Turns questions into plans for one persona, one model and one version of the data. */
export interface Planner {
  /** @param yieldTurn how long work lets others go on; by turns of the event loop when left out */
  plan(input: PlannerInput, yieldTurn?: Yield): Promise<PlannerResult>;
  /** Whole questions that go on from what is being typed. */
  complete(text: string, limit: number): Promise<string[]>;
  /** Questions to start from; each can be answered. */
  starters(limit: number): Promise<string[]>;
}

/** What a planner is made for. */
export interface PlannerOptions {
  readonly model: ResolvedModel;
  readonly persona: Persona;
  /** Runs a plan under the persona's policy. */
  readonly run: RunPlan;
}

/** What is known before any question: the model's words and values, under one persona. */
export interface Core {
  readonly catalogue: Catalogue;
  readonly lexicon: Lexicon;
  readonly values: ValueIndex;
  readonly model: ResolvedModel;
  readonly persona: Persona;
  /** What the persona may not see; undefined when it may see all. */
  readonly closed: ClosedTerms | undefined;
}

const MAX_TOKENS = 120;

/** Reads the values of the model's text fields once, then plans without touching the engine. */
export async function createPlanner({ model, persona, run }: PlannerOptions): Promise<Planner> {
  const kinds = await fieldKinds(model.model, persona, run);
  const named = createCatalogue(model.model, kinds, persona);
  const values = await createValueIndex(await loadValues(named, run));
  const catalogue = withIdentities(named, values);
  const pace = createPace();
  await prepareToRead(pace);
  const lexicon = await createLexicon(catalogue, pace);
  const closed = await createClosedTerms(model.model, kinds, persona, { catalogue, lexicon }, pace);
  const core: Core = { catalogue, lexicon, values, model, persona, closed };
  const suggester = createSuggester(core, input => planNow(core, input));
  return {
    plan: async (input, yieldTurn) => {
      if (hasLargeFields(values)) await values.find(phrasesOf(input.question), run);
      const result = await planNow(core, input, yieldTurn);
      return result.status === 'refused' ? { ...result, suggestions: await suggester.nearest(input, 3) } : result;
    },
    complete: (text, limit) => suggester.complete(text, limit),
    starters: limit => suggester.starters(limit),
  };
}

export type { Suggester };

const hasLargeFields = (values: ValueIndex): boolean => [...values.fields.values()].some(f => f.truncated);

/** Runs of up to four words, for looking up in fields too large to hold. */
function phrasesOf(question: string): string[] {
  const words = question
    .split(/[\s,;?!()]+/)
    .filter(Boolean)
    .slice(0, 40);
  const phrases = new Set<string>([...question.matchAll(/"([^"]{1,200})"/g)].map(m => m[1] ?? ''));
  for (let i = 0; i < words.length; i++)
    for (let n = 1; n <= 4 && i + n <= words.length; n++) phrases.add(words.slice(i, i + n).join(' '));
  return [...phrases].slice(0, 150);
}

/** Planning proper: pure, with a rest between its parts when they take long, as they do when the process is new. */
async function planNow(core: Core, input: PlannerInput, yieldTurn?: Yield): Promise<PlannerResult> {
  // Most plans take less than this.
  const pace = createPace(4, yieldTurn);
  const said = tokenise(input.question);
  if (said.length === 0) return refused('Nothing was asked.', []);
  if (said.length > MAX_TOKENS)
    return refused(`The question has more than ${MAX_TOKENS} words; ask for one thing at a time.`, []);
  const plain = withoutIdioms(withShortYears(said));
  const closed = core.closed?.find(plain);
  if (closed) return notForPersona(core.persona, input.question, plain.slice(closed.start, closed.end));
  const answered = input.conversation.filter(hasPlan);
  const tokens = answered.length > 0 ? asPronouns(plain, core.lexicon) : plain;
  const wording = answered.length > 0 ? wordingOf(tokens) : undefined;
  try {
    if (wording?.command) return obeyed(core, input, answered, wording.command);
    return await settleDraft(core, listed(core.catalogue, input, answered, wording) ?? input, wording, tokens, pace);
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message, error.notUnderstood);
    if (error instanceof Clarification) return clarify(input, error);
    if (isSophiaError(error)) return refused(plainReason(error, core.model.model), []);
    throw error;
  }
}

/** It says no more than the question did: not what the name means, nor where it is from. */
function notForPersona(persona: Persona, question: string, words: readonly Token[]): PlannerResult {
  const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  const text = question.slice(start, end);
  const reason = `The persona ${persona.title} may not see it.`;
  const told = refused(`“${text}” can't be answered: the persona ${persona.title} may not see it.`, [
    { text, start, end, reason },
  ]);
  return { ...told, final: true };
}

/** What was said of the last answer as a whole. */
function obeyed(core: Core, input: PlannerInput, answered: readonly AnsweredTurn[], command: Command): PlannerResult {
  if (command.kind !== 'back' && command.kind !== 'reset')
    refuseAfterUnanswered(input.conversation, tokenise(input.question));
  const plan = parsePlan(obey(command, answered, core.catalogue, input.now));
  check(core, plan, input.now);
  return { status: 'planned', plan, assumptions: [] };
}

async function read(
  core: Core,
  tokens: readonly Token[],
  { now, choices }: Pick<PlannerInput, 'now' | 'choices'>,
  pace: Pace,
): Promise<{ segmentation: Segmentation; draft: Draft }> {
  const plain = namedByNumbers(saidPlainly(boughtFrom(tokens, core.lexicon)), core.values);
  const segmentation = segment(plain, core.lexicon, core.values, now);
  await pace.rest();
  const { tokens: spelled, chunks } = segmentation;
  const known = { ...core, choices };
  const draft = readDraft(known, spelled, chunks, chunk => splitChunk(chunk, spelled, core.lexicon, core.values, now));
  await pace.rest();
  return { segmentation, draft };
}

async function settleDraft(
  core: Core,
  input: PlannerInput,
  wording: Wording | undefined,
  tokens: readonly Token[],
  pace: Pace,
): Promise<PlannerResult> {
  const { segmentation, draft } = await read(core, wording?.tokens ?? tokens, input, pace);
  draft.filters = withEitherNumber(draft.filters);
  const replaced = wording?.insteadOf.length
    ? (numberNamed(core.catalogue, input, wording.insteadOf) ??
      (await read(core, wording.insteadOf, input, pace)).draft)
    : undefined;
  const marked =
    wording !== undefined &&
    (wording.adds ||
      wording.counts ||
      wording.ofThem ||
      wording.ofThose ||
      saysTheir(draft, wording) ||
      wording.extreme !== undefined ||
      replaced !== undefined);
  const previous = input.conversation.findLast(hasPlan)?.plan;
  const ofIt = wording?.pointsAtIt === true && draft.measures.length > 0 && namesNoThings(draft);
  if (ofIt && previous) besideTheFirst(draft, previous);
  if (wording?.pointsAtIt && previous) refuseManyOfThem(draft, previous, core.catalogue);
  if (wording && previous?.measures.length) keepThings(draft, core.catalogue, wording.tokens[0]?.lower);
  if (wording && previous && asksWhichOfThem(draft, wording)) {
    draft.ledWhich = true;
    // "which countries are they in", behind the top 5 customers: of those five
    refuseManyOfThem(draft, previous, core.catalogue);
    if (previous.limit !== undefined || previous.fields.length > 0) draft.followUp.add('add');
  }
  const continues = wording !== undefined && (marked || ofIt || isFollowUp(draft, previous, core.catalogue));
  if (draft.bare && !continues) draft.problems.push(draft.bare.problem);
  if (!continues && wording?.pointing && namesNothing(draft)) draft.problems.push(pointsBack(wording.pointing));
  const back = wording && !continues ? pointsBackAt(tokens, wording, draft, core.lexicon) : undefined;
  if (back) draft.problems.push(pointsBack(back));
  if (wording && !continues && isFragment(draft, wording.tokens[0]?.lower))
    throw new Refusal(reasons.unclearChangesLast, draft.problems);
  if (!wording && pointsAtNobody(tokens, draft, core.lexicon))
    throw new Refusal(reasons.unclearWhoTheyAre, draft.problems);
  const [first] = draft.problems;
  if (first) throw new Refusal(`“${first.text}” is not understood. ${first.reason}`, draft.problems);
  const [tie] = draft.ties;
  if (tie)
    return settleTie(tie, core.catalogue, choices =>
      settleDraft(core, { ...input, choices: { ...input.choices, ...choices } }, wording, tokens, pace),
    );
  const goesOn =
    continues ||
    (wording === undefined &&
      input.conversation.length > 0 &&
      (isMarked(draft) || isRest(draft, tokens[0]?.lower) || pointsAtNothing(draft, tokens)));
  if (goesOn) refuseAfterUnanswered(input.conversation, tokens);
  const context: BuildContext = {
    catalogue: core.catalogue,
    lexicon: core.lexicon,
    draft,
    choices: input.choices,
    now: input.now,
    anchors: [],
    countsOnly: false,
    used: new Set(),
    scene: new Set(),
    focus: focusOf(input.conversation.filter(hasPlan)),
    assumptions: [...spellings(segmentation), ...notes(draft)],
  };
  const plan = datedByParts(
    context,
    previous && continues ? followUp(context, previous, wording, replaced) : buildPlan(context),
  );
  refuseUnusedVerb(context, plan, input.question);
  if (!continues) refuseUnplanned(draft, plan);
  refuseUnnamedAmount(context, plan, tokens);
  await pace.rest();
  check(core, plan, input.now);
  return { status: 'planned', plan, assumptions: context.assumptions };
}

const spellings = (segmentation: Segmentation): Assumption[] =>
  segmentation.corrections.map(c => ({
    id: `spelling:${c.from.toLowerCase()}`,
    kind: 'spelling',
    text: `“${c.from}” is read as “${c.to}”.`,
    chosen: c.to,
    choices: [],
  }));

const notes = (draft: Draft): Assumption[] =>
  draft.notes.map(note => ({ kind: 'name', chosen: note.id, choices: [], ...note }));

/** As many as answers hold where nothing else is set, so that what was compiled here serves for the answer. */
const MAX_ROWS = 10_000;

/** The plan must compile: whatever does not is refused here, with the compiler's reason. */
function check(core: Core, plan: Plan, now: Date): void {
  compilePlan(plan, core.model, { now, policy: core.persona, maxRows: MAX_ROWS, paths: 'shortest' });
}

const refused = (
  reason: string,
  notUnderstood: Extract<PlannerResult, { status: 'refused' }>['notUnderstood'],
): Extract<PlannerResult, { status: 'refused' }> => ({ status: 'refused', reason, notUnderstood, suggestions: [] });

const clarify = (input: PlannerInput, error: Clarification): PlannerResult => ({
  status: 'clarify',
  question: error.message,
  options: error.options.map(option => ({
    label: option.label,
    question: input.question,
    choices: { ...input.choices, ...option.choices },
  })),
});
