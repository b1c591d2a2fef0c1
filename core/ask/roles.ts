import type { Reach } from './catalogue/join-graph.ts';
import type { Catalogue, FieldInfo } from './catalogue.ts';
import { patterns } from './english/patterns.ts';
import { plainRoleOf } from './plain-roles.ts';
import type { Choices } from './types.ts';
import { nameWords, stemOf, stemsOf } from './words.ts';

/** One way to take a word, and how well it fits. */
export interface Option {
  readonly field: FieldInfo;
  readonly weight: number;
}

/** What tells datasets in several roles apart. */
export interface RoleContext {
  readonly catalogue: Catalogue;
  /** Datasets whose rows are measured or listed. */
  readonly anchors: readonly string[];
  /** Datasets of fields that the question or the conversation has used already. */
  readonly used: ReadonlySet<string>;
  /** Datasets that the last answer was grouped by. */
  readonly scene: ReadonlySet<string>;
  readonly choices: Choices;
  readonly entities: ReadonlyMap<string, readonly string[]>;
  /** Stems of the words of the question. */
  readonly said: ReadonlySet<string>;
}

/** The option that was chosen among roles, and the others. */
export interface Role<T extends Option> {
  readonly chosen: T;
  /** Others that could have been meant, best first. */
  readonly others: readonly T[];
  /** The best two are too close to call. */
  readonly tied: boolean;
}

const TIE = 0.04;

/** A field that only passes on another one means the same. */
function isAlias(field: FieldInfo, of: FieldInfo): boolean {
  const { expression } = field.field;
  const parts = expression.kind === 'reference' ? expression.parts.map(part => part.name) : [];
  return parts.length === 2 && parts.join('.').toLowerCase() === of.id.toLowerCase();
}

/**
 * Tells role-playing fields apart (the customer's country, the supplier's): by the entity named nearby, by how
 * near each is over the relationships, by what the model says a bare word means. Undefined: none is related.
 */
export function chooseRole<T extends Option>(
  context: RoleContext,
  given: readonly T[],
  scope: string | undefined,
  key: string,
): Role<T> | undefined {
  // "contract status", where it is written out: the status of something else, though nearer, is not what was asked for
  const named = key.startsWith('name:') && / /.test(key) ? given.filter(({ weight }) => weight >= 0.99) : [];
  const isWritten = named.length > 0 && named.every(({ field }) => field.kind === 'text');
  const options = isWritten && given.every(each => named.includes(each) || each.weight < 0.9) ? named : given;
  const forced = options.find(option => option.field.id === context.choices[key]);
  const scored = options
    .map(option => ({ option, score: scoreOf(context, asNamed(context, option, options, key), scope, options) }))
    .filter((s): s is { option: T; score: number } => s.score !== undefined)
    .sort((a, b) => b.score - a.score);
  const best = forced ? { option: forced, score: Number.POSITIVE_INFINITY } : scored[0];
  if (!best) return undefined;
  const others = scored.filter(s => s.option !== best.option);
  const second = others[0];
  return {
    chosen: best.option,
    others: others.map(s => s.option),
    tied:
      second !== undefined &&
      best.score - second.score < TIE &&
      !(key.startsWith('value:') && best.option.field.dataset === second.option.field.dataset) &&
      !isAlias(best.option.field, second.option.field) &&
      !isAlias(second.option.field, best.option.field),
  };
}

/**
 * "web revenue by channel": of fields that share a noun which is no one's own name, the one in the number's own table
 * is called so as much as any, even where its name has more to it than another's.
 */
function asNamed(context: RoleContext, option: Option, all: readonly Option[], key: string): Option {
  const { isKey, isIdentifier, kind, name } = option.field;
  // an id of another thing is no name of it
  const isName = kind === 'text' && !isKey && !isIdentifier && !/_(id|key|code|no)$/.test(name);
  const best = Math.max(...all.map(({ weight }) => weight));
  // two of the number's own table are told apart by how they are called
  const isRival = all.every(({ field, weight }) => weight < best || !isOwn(context, field));
  const shares = isName && isRival && best < 0.9 && key.startsWith('name:') && isOwn(context, option.field);
  return shares ? { ...option, weight: best } : option;
}

const isOwn = ({ anchors }: Pick<RoleContext, 'anchors'>, { dataset }: FieldInfo): boolean =>
  anchors.length > 0 && anchors.every(anchor => anchor === dataset);

function scoreOf(
  context: RoleContext,
  option: Option,
  scope: string | undefined,
  all: readonly Option[],
): number | undefined {
  const { catalogue, anchors } = context;
  let score = option.weight;
  const reaches = anchors.map(anchor => catalogue.reach(anchor, option.field.dataset));
  const best = reaches.reduce<number | undefined>(
    (top, reach) => Math.max(top ?? Number.NEGATIVE_INFINITY, reachScore(reach) ?? Number.NEGATIVE_INFINITY),
    undefined,
  );
  if (anchors.length > 0 && best === Number.NEGATIVE_INFINITY) return undefined;
  score += best ?? 0;
  if (scope !== undefined) score += scopeScore(catalogue, scope, option.field);
  if (isCalledAfter(option.field, anchors)) score += 0.05;
  if (context.used.has(option.field.dataset)) score += 0.06;
  if (isInScene(context, option.field.dataset)) score += 0.3;
  if (all.length > 1)
    score += defaultScore(
      context,
      option.field,
      all.map(o => o.field),
    );
  return score;
}

/** "surgery", asked of procedures: rather the procedure category than the doctor's specialty. */
const isCalledAfter = (field: FieldInfo, anchors: readonly string[]): boolean => {
  const words = new Set(nameWords(field.name).map(stemOf));
  return anchors.some(anchor =>
    nameWords(anchor)
      .map(stemOf)
      .every(stem => words.has(stem)),
  );
};

/** After an answer by supplier region, a country is the supplier's. */
const isInScene = ({ scene, catalogue }: RoleContext, dataset: string): boolean =>
  [...scene].some(other => catalogue.reach(dataset, other).kind === 'up' || catalogue.hasOne(other, dataset));

const reachScore = (reach: Reach): number | undefined => {
  switch (reach.kind) {
    case 'same':
      return 0.02;
    case 'up':
      return -0.045 * reach.distance;
    case 'down':
      return (reach.partOf && !reach.ascends ? -0.15 : reach.ascends ? -0.35 : -0.25) - 0.045 * reach.distance;
    case 'none':
      return undefined;
  }
};

/** Near the entity that was named: its own fields, or those it leads to. */
function scopeScore(catalogue: Catalogue, scope: string, field: FieldInfo): number {
  const reach = catalogue.reach(scope, field.dataset);
  if (reach.kind === 'same') return 0.3;
  return reach.kind === 'up' ? 0.28 - 0.02 * reach.distance : -0.05;
}

const defaultWords = patterns.unlessNamed;

const DEFAULT = 0.12;

/**
 * What a bare word means: the field that bears it as a name of its own gains; of fields that play roles of one thing,
 * those that the model's texts do not point to lose.
 */
function defaultScore(
  context: Pick<RoleContext, 'catalogue' | 'entities' | 'anchors' | 'said'>,
  field: FieldInfo,
  rivals: readonly FieldInfo[],
): number {
  // a boss is a manager's own name, and says nothing of what agents are called
  const said = rivals.map(
    f => new Set(stemsOf([f.name, f.field.label ?? '', ...f.field.aiContext.synonyms].join(' '))),
  );
  const bare = (f: FieldInfo) =>
    [f.name, f.field.label ?? '', ...f.field.aiContext.synonyms].some(term => {
      const stems = stemsOf(term);
      return (
        stems.length === 1 &&
        stems[0] !== undefined &&
        said.every(words => words.has(stems[0] ?? '')) &&
        !context.entities.has(stems[0]) &&
        !['name', 'id', 'code'].includes(stems[0])
      );
    });
  const bearers = rivals.filter(bare);
  if (bearers.length === 1) return bearers[0] === field ? DEFAULT : 0;
  // whose doctor is meant by default says nothing of a word that also names a kind of procedure
  const kin = rivals.filter(f => areKin(context.catalogue, f, field));
  const usual = kin.length < 2 ? undefined : (usualOf(context, kin) ?? plainRoleOf(context, kin));
  return usual === undefined || usual === field ? 0 : -DEFAULT;
}

/** The one of several roles that the model's texts point to: for what is measured, else for all. */
export function usualOf(
  context: Pick<RoleContext, 'catalogue' | 'entities' | 'anchors'>,
  kin: readonly FieldInfo[],
): FieldInfo | undefined {
  const rules = [
    (f: FieldInfo) => instructedFor(context, f, kin),
    (f: FieldInfo) => defaultWords.test(textsOf(context.catalogue, f)),
    (f: FieldInfo) => instructed(context, f),
  ];
  for (const rule of rules) {
    const [field, ...more] = kin.filter(rule);
    if (field && more.length === 0) return field;
  }
  return undefined;
}

/** "late rate by country for our suppliers": of roles of one thing, the one that what is named besides leads to. */
export function scopeBeside(
  catalogue: Catalogue,
  options: readonly Option[],
  beside: string | undefined,
): string | undefined {
  const [first] = options;
  if (beside === undefined || !first || options.some(({ field }) => !areKin(catalogue, first.field, field))) return;
  const led = options.filter(({ field }) => field.dataset === beside || catalogue.hasOne(beside, field.dataset));
  return led.length > 0 && led.length < options.length ? beside : undefined;
}

/** Fields that play roles of one thing: one column of one table, or called by the same noun. */
function areKin(catalogue: Catalogue, one: FieldInfo, other: FieldInfo): boolean {
  const [a, b] = [one, other].map(f => JSON.stringify(catalogue.datasets.get(f.dataset)?.source));
  const [noun, nounOfOther] = [one, other].map(f => nameWords(f.name).map(stemOf).at(-1));
  return noun === nounOfOther || (a !== undefined && a === b && one.field.text === other.field.text);
}

const textsOf = (catalogue: Catalogue, field: FieldInfo): string => {
  const dataset = catalogue.datasets.get(field.dataset);
  return [
    field.field.description,
    field.field.aiContext.instructions,
    dataset?.description,
    dataset?.aiContext.instructions,
  ]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
};

/** The model's instructions say of such a field, named bare, whose it is: "a country is the customer's". */
function instructed(context: Pick<RoleContext, 'catalogue' | 'entities'>, field: FieldInfo): boolean {
  const instructions = context.catalogue.model.aiContext.instructions ?? '';
  const own = new Set([...nameWords(field.dataset), ...nameWords(field.name)].map(stemOf));
  return clauses(instructions).some(clause => {
    if (!defaultWords.test(clause)) return false;
    const stems = stemsOf(clause);
    const owners = stems.filter(stem => context.entities.has(stem));
    return (
      owners.some(owner => own.has(owner)) &&
      [...own].some(stem => stem !== 'name' && !context.entities.has(stem) && stems.includes(stem))
    );
  });
}

/** "a doctor is the attending doctor for stays and the performing doctor for procedures" */
function instructedFor(
  { catalogue, anchors }: Pick<RoleContext, 'catalogue' | 'anchors'>,
  field: FieldInfo,
  kin: readonly FieldInfo[],
): boolean {
  const own = (f: FieldInfo) => [...nameWords(f.dataset), ...nameWords(f.name)].map(stemOf);
  const others = new Set(kin.filter(f => f !== field).flatMap(own));
  const distinct = own(field).filter(stem => !others.has(stem));
  const wanted = new Set(anchors.flatMap(anchor => nameWords(anchor).map(stemOf)));
  return clauses(catalogue.model.aiContext.instructions ?? '').some(clause => {
    if (!defaultWords.test(clause)) return false;
    const stems = stemsOf(clause);
    return stems.some((stem, at) => {
      if (!distinct.includes(stem)) return false;
      const next = stems.findIndex((other, i) => i > at && others.has(other) && !own(field).includes(other));
      const behind = stems.slice(at, next < 0 ? stems.length : next);
      const lead = behind.indexOf('for');
      return lead > 0 && behind.slice(lead + 1, lead + 6).some(other => wanted.has(other));
    });
  });
}

/** The clauses of a text, in lower case. */
export const clauses = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[.;:\n]+/)
    .map(clause => clause.trim())
    .filter(Boolean);
