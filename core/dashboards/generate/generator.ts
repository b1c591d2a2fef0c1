import type { Planners } from '../../answer/planners.ts';
import type { Persona } from '../../identity/persona.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import type { Assistant } from '../assist/assistant.ts';
import type { Kept } from '../assist/carry-out.ts';
import { applyAll } from '../operations/apply.ts';
import { parseSpec } from '../parse-spec.ts';
import type { DashboardSpec } from '../spec.ts';
import { addFeatures } from './board-features.ts';
import { addComponents } from './component.ts';
import { compose, dashboardTitle } from './compose.ts';
import { createContentReader } from './content.ts';
import { Work } from './context.ts';
import { editByWords } from './edit.ts';
import { readLook } from './look.ts';
import { noHelp, type Outcome, type Unfulfilled } from './outcome.ts';
import { placeFor } from './place.ts';
import { readable, sourcesOf } from './request.ts';
import { idOf } from './words.ts';

/** A dashboard or a change of one as words gave it: nothing is stored, nothing has run but plans. */
export interface Generated extends Outcome {
  readonly spec: DashboardSpec;
  /** Words of the request that a language model carried out, where rules could not. */
  readonly byLanguageModel: readonly string[];
  /** Micro-dollars that the language model cost. */
  readonly cost: number;
}

/** Who says the words: what a language model costs is entered for them. */
export interface Speaker {
  readonly username: string;
  readonly signal?: AbortSignal | undefined;
}

export interface DashboardRequest {
  readonly description: string;
  /** What kind of dashboard: its topic and title, where the description has none. */
  readonly type?: string | undefined;
  /** Datasets of the model that it is about. */
  readonly dataSources?: readonly string[] | undefined;
  readonly features?: readonly string[] | undefined;
  readonly title?: string | undefined;
  /** Ids that are taken. */
  readonly taken: ReadonlySet<string>;
}

export interface ComponentRequest {
  readonly description: string;
  readonly dataSource?: string | undefined;
  /** Words such as "top right" or "below revenue". */
  readonly position?: string | undefined;
}

export interface Generator {
  /** @throws dashboard.description_empty */
  dashboard(persona: Persona, request: DashboardRequest, speaker?: Speaker): Promise<Generated>;
  component(persona: Persona, spec: DashboardSpec, request: ComponentRequest, speaker?: Speaker): Promise<Generated>;
  /** @param preserve every tile stays, with its plan as it is */
  modify(
    persona: Persona,
    spec: DashboardSpec,
    words: string,
    preserve: boolean,
    speaker?: Speaker,
  ): Promise<Generated>;
}

export interface GeneratorOptions {
  readonly model: ResolvedModel;
  readonly planners: Planners;
  readonly clock: Clock;
  /** Asked for what the rules can't do, where somebody says the words; nobody when left out. */
  readonly assistant?: Assistant | undefined;
}

/** Dashboards of words, by the planner of questions and rules about looks: the same words, the same dashboard. */
export function createGenerator({ model, planners, clock, assistant }: GeneratorOptions): Generator {
  /** What rules came to, and what a language model may add to it. */
  const finished = async (
    before: DashboardSpec,
    work: Work,
    spoken: { persona: Persona; request: string; kept: Kept; speaker: Speaker | undefined },
  ): Promise<Generated> => {
    const { operations, unfulfilled, assumptions } = work.outcome();
    const { spec } = applyAll(before, operations);
    const { speaker, ...said } = spoken;
    const help = assistant && speaker && unfulfilled.length > 0;
    const helped = help ? await assistant.help({ ...said, ...speaker, spec, unfulfilled }) : noHelp;
    const isDone = (_: unknown, index: number): boolean => helped.fulfilled.includes(index);
    return {
      operations: [...operations, ...helped.operations],
      spec: applyAll(spec, helped.operations).spec,
      unfulfilled: unfulfilled.filter((_, index) => !isDone(_, index)),
      assumptions: [...assumptions, ...helped.assumptions],
      byLanguageModel: unfulfilled.filter(isDone).map(({ text }) => text),
      cost: helped.cost,
    };
  };

  const begin = async (persona: Persona, spec: DashboardSpec, preserve = false): Promise<Work> => {
    const planner = await planners.for(persona);
    return new Work(spec, createContentReader(planner, model, clock.now()), preserve);
  };

  return {
    async dashboard(persona, request, speaker) {
      const { type, title, features = [], dataSources, taken } = request;
      const description = readable(request.description, [type, ...(dataSources ?? [])]);
      const empty = parseSpec({ version: 1, id: 'new', title: 'New dashboard', model: model.model.name });
      const work = await begin(persona, empty);
      const datasets = sourcesOf(work, dataSources);
      const { topic } = await compose(work, description, { topic: type, datasets });
      addFeatures(work, features);
      const made = await finished(empty, work, { persona, request: description, kept: 'nothing', speaker });
      const own = made.spec.title === empty.title ? dashboardTitle(topic, fallbackTitle(made.spec)) : made.spec.title;
      const named = title ?? own;
      return { ...made, spec: parseSpec({ ...made.spec, id: idOf(named, taken), title: named }) };
    },
    async component(persona, spec, { description, dataSource, position }, speaker) {
      const words = readable(description, []);
      const work = await begin(persona, spec);
      sourcesOf(work, dataSource === undefined ? undefined : [dataSource]);
      const placed =
        position === undefined
          ? undefined
          : readLook(/\b(?:at|on|in|below|above|next|left of|right of)\b/i.test(position) ? position : `at ${position}`)
              .place;
      if (position !== undefined && !placed) {
        work.refuse(position, `“${position}” is no place on the page.`, [
          'top right',
          'bottom left',
          'below another tile',
        ]);
      }
      const place =
        placed && ((tile: { at: DashboardSpec['tiles'][number]['at'] }) => placeFor(placed, tile.at, work.spec));
      await addComponents(work, words, { ...(place && { place }) });
      const request = position === undefined ? words : `${words} (place: ${position})`;
      return finished(spec, work, { persona, request, kept: 'tiles', speaker });
    },
    async modify(persona, spec, words, preserve, speaker) {
      const work = await begin(persona, spec, preserve);
      const request = readable(words, []);
      await editByWords(work, request);
      const made = await finished(spec, work, { persona, request, kept: preserve ? 'plans' : 'nothing', speaker });
      const works = async (offer: string): Promise<boolean> => {
        const trial = await begin(persona, made.spec, preserve);
        await editByWords(trial, readable(offer, []));
        return trial.outcome().unfulfilled.length === 0;
      };
      return { ...made, unfulfilled: await withWorkingOffers(made.unfulfilled, works) };
    },
  };
}

/** What is offered in place of words must do something when it is said; what has a gap is there to be completed. */
async function withWorkingOffers(
  all: readonly Unfulfilled[],
  works: (offer: string) => Promise<boolean>,
): Promise<Unfulfilled[]> {
  const kept: Unfulfilled[] = [];
  for (const one of all) {
    const nearest: string[] = [];
    for (const offer of one.nearest) if (offer.includes('…') || (await works(offer))) nearest.push(offer);
    kept.push({ ...one, nearest });
  }
  return kept;
}

const fallbackTitle = (spec: DashboardSpec): string =>
  (spec.tiles.find(({ plan }) => plan) ?? spec.tiles[0])?.title.replace(/ (?:by|per|over|in|for) .*$/i, '') ?? 'New';
