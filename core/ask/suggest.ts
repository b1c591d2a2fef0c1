import type { MetricInfo } from './catalogue/metric-info.ts';
import { patterns } from './english/patterns.ts';
import { createPace } from './pace.ts';
import type { Core } from './planner.ts';
import type { PlannerInput, PlannerResult } from './types.ts';
import { stemsOf, tokenise } from './words.ts';

const saysGrain = patterns.saysGrain;

const saysPeriod = patterns.saysPeriod;

/** Questions that can be answered: near a refused one, going on from what is typed, or to start from. */
export interface Suggester {
  nearest(input: PlannerInput, limit: number): Promise<string[]>;
  complete(text: string, limit: number): Promise<string[]>;
  starters(limit: number): Promise<string[]>;
}

type Plan = (input: PlannerInput) => Promise<PlannerResult>;

const GRAINS = ['month', 'quarter', 'week', 'year', 'day'];

/** At most so many candidates are tried for one list. */
const TRIES = 60;

/** Makes questions near one that was refused; each is planned before it is offered. */
export function createSuggester(core: Core, plan: Plan): Suggester {
  const known = new Map<string, boolean>();
  const works = async (question: string, now: Date) => {
    const seen = known.get(question);
    if (seen !== undefined) return seen;
    const { status } = await plan({ question, conversation: [], choices: {}, now });
    const result = status === 'planned';
    if (known.size > 5_000) known.clear();
    known.set(question, result);
    return result;
  };
  const firstWorking = async (questions: Iterable<string>, limit: number, now: Date): Promise<string[]> => {
    // Each try is a plan: together, and with what went before, they would hold the event loop for long.
    const pace = createPace(0);
    const found: string[] = [];
    let tries = 0;
    for (const question of questions) {
      if (found.length >= limit || tries++ > TRIES) break;
      await pace.rest();
      if (!found.includes(question) && (await works(question, now))) found.push(question);
    }
    return found;
  };
  return {
    nearest: (input, limit) => firstWorking(near(core, input.question), limit, input.now),
    complete: (text, limit) => firstWorking(continuations(core, text), limit, new Date(0)),
    starters: limit => firstWorking(starting(core), limit, new Date(0)),
  };
}

const termOf = (metric: MetricInfo): string => metric.label.charAt(0).toLowerCase() + metric.label.slice(1);

/** Dimensions that fit a metric, near ones first. */
function dimensionsOf(core: Core, metric: MetricInfo): string[] {
  const { catalogue } = core;
  const cost = (dataset: string) => {
    const reach = catalogue.reach(metric.home, dataset);
    return reach.kind === 'same' || reach.kind === 'up' ? reach.distance : undefined;
  };
  return [...catalogue.fields.values()]
    .filter(
      field =>
        field.kind === 'text' &&
        !field.isKey &&
        cost(field.dataset) !== undefined &&
        (core.values.fields.get(field.id)?.values.length ?? 99) <= 60,
    )
    .sort((a, b) => (cost(a.dataset) ?? 0) - (cost(b.dataset) ?? 0))
    .map(field => field.label.toLowerCase());
}

function* near(core: Core, question: string): Iterable<string> {
  const asked = new Set(tokenise(question).map(token => token.stem));
  const score = (texts: readonly string[]) =>
    Math.max(
      0,
      ...texts
        .map(text => stemsOf(text))
        .map(stems => stems.filter(s => asked.has(s)).length / Math.max(1, stems.length)),
    );
  const metrics = [...core.catalogue.metrics.values()]
    .map(metric => ({
      metric,
      score: score([metric.label, metric.name.replaceAll('_', ' '), ...metric.metric.aiContext.synonyms]),
    }))
    .sort((a, b) => b.score - a.score);
  const fields = [...core.catalogue.fields.values()]
    .filter(field => field.kind === 'text')
    .map(field => ({ field, score: score([field.label, ...field.field.aiContext.synonyms]) }))
    .filter(f => f.score >= 0.5)
    .sort((a, b) => b.score - a.score);
  for (const { metric, score: s } of metrics.slice(0, 4)) {
    if (s === 0 && fields.length > 0) continue;
    for (const { field } of fields.slice(0, 2)) yield `${termOf(metric)} by ${field.label.toLowerCase()}`;
    for (const dimension of dimensionsOf(core, metric).slice(0, 2)) yield `${termOf(metric)} by ${dimension}`;
    yield `${termOf(metric)} by month`;
    yield termOf(metric);
  }
  for (const { field } of fields.slice(0, 2))
    for (const { metric } of metrics.slice(0, 3)) yield `${termOf(metric)} by ${field.label.toLowerCase()}`;
  yield* starting(core);
}

function* continuations(core: Core, text: string): Iterable<string> {
  const trimmed = text.trim().toLowerCase();
  const last = /([\p{L}\d]*)$/u.exec(trimmed)?.[1] ?? '';
  const head = trimmed.slice(0, trimmed.length - last.length);
  const words: string[] = [];
  for (const metric of core.catalogue.metrics.values()) words.push(termOf(metric), ...metric.metric.aiContext.synonyms);
  for (const field of core.catalogue.fields.values()) words.push(field.label.toLowerCase());
  for (const { values } of core.values.fields.values()) if (values.length <= 60) words.push(...values);
  for (const word of words) if (word.toLowerCase().startsWith(trimmed)) yield word;
  yield* begunTails(trimmed);
  if (last.length > 0 && head.length > 0)
    for (const word of words) if (word.toLowerCase().startsWith(last) && word.length > last.length) yield head + word;
  for (const metric of core.catalogue.metrics.values())
    for (const dimension of dimensionsOf(core, metric).slice(0, 4)) {
      const whole = `${termOf(metric)} by ${dimension}`;
      if (whole.startsWith(trimmed)) yield whole;
    }
  if (/[a-z]$/.test(trimmed)) for (const tail of tailsFor(trimmed)) yield `${trimmed} ${tail}`;
}

/** What is begun of a grain or a period: "by mon" becomes "by month". */
function* begunTails(text: string): Iterable<string> {
  for (const { index } of text.matchAll(/ \S/g)) {
    const [before, begun] = [text.slice(0, index), text.slice(index + 1)];
    for (const tail of tailsFor(before, GRAINS))
      if (tail.startsWith(begun) && tail.length > begun.length) yield `${before} ${tail}`;
  }
}

/** A question has one period and one grain: what it has already is not offered again. */
function tailsFor(text: string, grains = ['month', 'quarter']): string[] {
  const isRanked = /\b(top|bottom|first|last) \d+\b/.test(text);
  const hasGrain = isRanked || saysGrain.test(text);
  const hasPeriod = saysPeriod.test(text);
  return [...(hasGrain ? [] : grains.map(grain => `by ${grain}`)), ...(hasPeriod ? [] : ['this year', 'last quarter'])];
}

function* starting(core: Core): Iterable<string> {
  yield* core.persona.examples;
  yield* core.catalogue.model.aiContext.examples;
  for (const metric of core.catalogue.metrics.values()) {
    yield* metric.metric.aiContext.examples;
    const [dimension] = dimensionsOf(core, metric);
    if (dimension) yield `${termOf(metric)} by ${dimension}`;
    yield termOf(metric);
  }
}
