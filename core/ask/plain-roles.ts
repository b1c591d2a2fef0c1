import type { FieldInfo } from './catalogue.ts';
import { isFunctionWord } from './english/fillers.ts';
import type { RoleContext } from './roles.ts';
import { nameWords, stemOf, stemsOf } from './words.ts';

/**
 * "loans at Northgate", where a model has branches, and apart from them branches of return: what is called by the plain
 * noun is meant, as long as no word of the question is one that the model tells the others by.
 */
export function plainRoleOf(
  { catalogue, entities, said }: Pick<RoleContext, 'catalogue' | 'entities' | 'said'>,
  kin: readonly FieldInfo[],
): FieldInfo | undefined {
  const source = ({ dataset, field }: FieldInfo) =>
    JSON.stringify([catalogue.datasets.get(dataset)?.source, field.expression]);
  const [first, ...more] = kin;
  if (!first || more.some(field => source(field) !== source(first))) return undefined;
  const nameOf = ({ dataset }: FieldInfo) => nameWords(dataset).map(stemOf);
  const [plain, ...others] = [...kin].sort((a, b) => nameOf(a).length - nameOf(b).length);
  if (!plain || nameOf(plain).length > 1) return undefined;
  const noun = nameOf(plain)[0] ?? '';
  if (others.some(other => nameOf(other).length < 2 || nameOf(other).at(-1) !== noun)) return undefined;
  const textsOf = ({ dataset, field }: FieldInfo) => {
    const info = catalogue.datasets.get(dataset);
    return [dataset, info?.description, ...(info?.aiContext.synonyms ?? []), field.description].join(' ');
  };
  const own = new Set(stemsOf(textsOf(plain)));
  const telling = others
    .flatMap(other => nameWords(textsOf(other)).filter(word => !isFunctionWord(word)))
    .map(stemOf)
    .filter(stem => !own.has(stem) && !entities.has(stem));
  return telling.some(stem => said.has(stem)) ? undefined : plain;
}
