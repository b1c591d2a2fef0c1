import type { MetricInfo } from '../catalogue/metric-info.ts';
import type { Catalogue } from '../catalogue.ts';
import { type Chunk, candidatesOf } from '../chunks.ts';
import { isFiller } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import { Clarification } from '../refusal.ts';
import { nameWords, stemOf, stemsOf } from '../words.ts';
import { lowerOf, problem, type State } from './state.ts';

const money = patterns.moneyNouns;

/** What stands at a level adds up over its things. */
const isLevel = ({ extension }: MetricInfo['metric']): boolean => extension.semiAdditive === true;

/** Sums over the rows of a dataset that are called by its noun, what it is worth left out: the pieces in stock. */
export function amountsOf({ catalogue }: State, dataset: string): string[] {
  const { metrics } = catalogue;
  const stems = namesOf(catalogue, dataset).map(stemOf);
  return [...metrics.values()]
    .filter(({ home, additive, text, metric }) => {
      const terms = [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms].join(' ');
      const called = nameWords(terms).some(word => stems.includes(stemOf(word)));
      return (
        home === dataset &&
        (additive || isLevel(metric)) &&
        text.startsWith('SUM(') &&
        called &&
        !money.test(terms.toLowerCase())
      );
    })
    .map(({ name }) => name);
}

/** A dataset called by a noun that has no plural of its own: stock, inventory. Undefined for things that are counted. */
export function massNounAt(state: State, at: number): { dataset: string; noun: string } | undefined {
  const chunk = state.chunks[at];
  const [candidate] = candidatesOf(chunk, 'dataset').filter(c => c.weight > 0.9);
  const noun = state.tokens[(chunk?.end ?? 0) - 1]?.lower ?? '';
  if (!candidate || !chunk || chunk.end - chunk.start > 1 || /s$/.test(noun)) return undefined;
  return namesOf(state.catalogue, candidate.dataset).includes(noun) ? { dataset: candidate.dataset, noun } : undefined;
}

/** What a dataset is called by in one word without a plural. */
function namesOf(catalogue: Catalogue, name: string): string[] {
  const dataset = catalogue.datasets.get(name);
  return [name, dataset?.label ?? '', ...(dataset?.aiContext.synonyms ?? [])]
    .map(term => term.toLowerCase())
    .filter(term => /^\p{L}+$/u.test(term) && !term.endsWith('s'));
}

/** The one amount that a mass noun stands for where it is measured: "average stock per supplier". */
export function amountAt(state: State, at: number): string | undefined {
  const mass = massNounAt(state, at);
  const [metric, ...more] = mass ? amountsOf(state, mass.dataset) : [];
  return more.length > 0 ? undefined : metric;
}

/** "what do we hold in stock of …", "how much stock": how much there is, not which rows say so. */
export function amountOfMass(state: State): void {
  const { draft, pending } = state;
  const { subject } = draft;
  if (draft.measures.length > 0 || draft.having.length > 0 || draft.rank || draft.subjectIs === 'list') return;
  if (draft.listFields.length > 0 || pending.negation || (subject && subject.kind !== 'entity')) return;
  const mentions = [...draft.mentions, ...(subject ? [subject] : [])];
  for (const mention of mentions) {
    const mass = massNounAt(state, mention.at);
    if (!mass || !asksHowMuch(state, mention.at)) continue;
    const amounts = amountsOf(state, mass.dataset);
    const key = `amount:${mass.noun}`;
    const chosen = amounts.filter(name => name === state.choices[key]);
    const [metric, ...more] = chosen.length > 0 ? chosen : amounts;
    if (metric === undefined) continue;
    if (more.length > 0)
      throw new Clarification(
        `Which number of ${mass.noun} do you mean?`,
        [metric, ...more].slice(0, 4).map(name => ({
          label: state.catalogue.metrics.get(name)?.label ?? name,
          choices: { [key]: name },
        })),
      );
    draft.mentions = draft.mentions.filter(other => other !== mention);
    if (subject === mention) {
      draft.subject = undefined;
      draft.subjectIs = undefined;
    }
    draft.measures.push({ kind: 'metric', metric, at: mention.at });
    return;
  }
}

/** "what is the inventory worth": the value that the model has of these things. */
export function worthOfThings(state: State): void {
  const { draft, pending } = state;
  const [mention, ...more] = [...draft.mentions, ...(draft.subject?.kind === 'entity' ? [draft.subject] : [])];
  if (!pending.worth || draft.measures.length > 0 || pending.number || draft.rank) return;
  const named = mention && more.every(other => other.dataset !== mention.dataset) ? [mention, ...more] : [];
  const [metric, ...others] = named.flatMap(({ dataset }) => worthsOf(state, dataset));
  if (!metric && named.length === 1 && draft.subjectIs !== 'list')
    sumOfValues(state, named[0]?.dataset ?? '', mention?.at ?? 0);
  if (!metric || others.length > 0) return;
  pending.worth = false;
  draft.mentions = draft.mentions.filter(other => other.dataset !== metric.home);
  if (draft.subject?.kind === 'entity' && draft.subject.dataset === metric.home) {
    draft.subject = undefined;
    draft.subjectIs = undefined;
  }
  draft.measures.push({ kind: 'metric', metric: metric.name, at: mention?.at ?? 0 });
}

/** "total value of the open orders": of the number that is each one's value. */
function sumOfValues({ draft, pending, catalogue }: State, dataset: string, at: number): void {
  const owner = [dataset, catalogue.datasets.get(dataset)?.label ?? ''].map(name => stemsOf(name).join(' '));
  const called = new Set(['value', ...owner.map(name => `${name} value`)].map(name => stemsOf(name).join(' ')));
  const [field, ...more] = catalogue
    .fieldsOf(dataset)
    .filter(f => f.kind === 'number' && !f.isIdentifier)
    .filter(f => [f.name, f.label, ...f.field.aiContext.synonyms].some(term => called.has(stemsOf(term).join(' '))));
  if (!field || more.length > 0 || draft.listFields.length > 0 || (pending.aggregate ?? 'SUM') !== 'SUM') return;
  const metric = catalogue.metricByText(`SUM(${field.id})`)?.name;
  const choice = { options: [{ field, weight: 1 }], scope: dataset, text: field.label, at };
  pending.worth = false;
  pending.aggregate = undefined;
  draft.mentions = draft.mentions.filter(mention => mention.dataset !== dataset);
  if (draft.subject?.kind === 'entity') draft.subject = draft.subjectIs = undefined;
  draft.measures.push(
    metric === undefined ? { kind: 'aggregate', function: 'SUM', choice, at } : { kind: 'metric', metric, at },
  );
}

/** "suppliers holding stock worth over 2M": of a mass noun no single row is meant, but all that each holds. */
export function worthOfMassBefore(state: State): string | undefined {
  const at = state.chunks.slice(0, state.at).findLastIndex(chunk => chunk.kind === 'terms');
  const mass = massNounAt(state, at);
  const [metric, ...more] = mass && state.pending.worth ? worthsOf(state, mass.dataset) : [];
  if (!metric || more.length > 0) return undefined;
  state.draft.measures = state.draft.measures.filter(measure => measure.at !== at);
  state.draft.mentions = state.draft.mentions.filter(mention => mention.at !== at);
  if (state.draft.subject?.kind === 'entity' && state.draft.subject.at === at) state.draft.subject = undefined;
  return metric.name;
}

/** "parts with stock under 5000 pieces": those of the stock that stands before what is compared. */
export function amountCompared(state: State, chunk: Chunk): string | undefined {
  const { draft, pending } = state;
  const at = state.chunks.slice(0, pending.comparator?.at ?? 0).findLastIndex(c => c.kind === 'terms');
  const metric = amountAt(state, at);
  const described = metric === undefined ? undefined : state.catalogue.metrics.get(metric)?.metric.description;
  const stem = state.tokens[chunk.end - 1]?.stem ?? '';
  if (metric === undefined || chunk.end - chunk.start > 1 || !stemsOf(described ?? '').includes(stem)) return undefined;
  draft.mentions = draft.mentions.filter(mention => mention.at !== at);
  if (pending.aggregate === 'SUM') pending.aggregate = undefined;
  return metric;
}

/** The totals of a dataset's rows that are called their value or worth: not that of the coupons redeemed in a sale. */
export function worthsOf({ catalogue }: State, name: string): MetricInfo[] {
  const dataset = catalogue.datasets.get(name);
  const own = new Set([name, dataset?.label ?? '', ...(dataset?.aiContext.synonyms ?? [])].flatMap(stemsOf));
  return [...catalogue.metrics.values()].filter(({ home, additive, metric }) => {
    const terms = [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms];
    const isWorth = (term: string) =>
      /\b(value|worth)\b/i.test(term) &&
      stemsOf(term).every(stem => own.has(stem) || /^(valu|value|worth|total|of|the|gross|net)$/.test(stem));
    return home === name && (additive || isLevel(metric)) && terms.some(isWorth);
  });
}

/** "show stock records" and "parts in stock" ask for things; "what", "how much" and a bare noun for how much there is. */
const asksHowMuch = (state: State, at: number): boolean =>
  /^(what|how|whats|hows)$/.test(state.tokens[0]?.lower ?? '') ||
  (state.draft.share && at - state.draft.share.at <= 2) ||
  state.chunks.slice(0, at).every(chunk => chunk.kind === 'filler') ||
  isBehindConditions(state, at);

/** "for Brand 7: stock by country", "chairs, stock by colour" */
const isBehindConditions = (state: State, at: number): boolean =>
  /^[,:;]$/.test(lowerOf(state, state.chunks[at - 1])) || state.draft.filters.some(filter => filter.at === at - 1);

/** "stock turnover by part", where turnover is another word for revenue: of the stock there is no such number. */
export function refuseNumberOfMass(state: State): void {
  for (const { at } of state.draft.measures) {
    const before = state.chunks[at - 1];
    const named = state.draft.mentions.some(mention => mention.at === at - 1);
    const mass = before && named ? massNounAt(state, at - 1) : undefined;
    const metrics = candidatesOf(state.chunks[at], 'metric').filter(({ weight }) => weight >= 0.9);
    const own = metrics.some(({ metric }) =>
      state.catalogue.metrics.get(metric)?.datasets.includes(mass?.dataset ?? ''),
    );
    // "show bookings", where a performance is called a show too
    if (before && mass && !isFiller(mass.noun) && metrics.length > 0 && !own)
      problem(state, before, `Of ${mass.noun} there is no such number.`);
  }
}
