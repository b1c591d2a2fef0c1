import type { Operation } from '../operations/schema.ts';
import type { Tile } from '../spec.ts';
import { isFound, refer } from './refer.ts';
import { type Rule, tell } from './rule.ts';
import { hasPlaceFor } from './shown.ts';

type Style = NonNullable<Tile['style']>;

const isEmpty = (members: object): boolean => Object.keys(members).length === 0;

const restyled = (tile_id: string, style: Style): Operation => ({
  kind: 'restyleTile',
  tile_id,
  value: isEmpty(style) ? null : style,
});

/** Off where it would be seen; where it would not, there is nothing to take away. */
const off = ({ id, style, ...tile }: Tile, what: 'legend' | 'labels'): readonly Operation[] =>
  hasPlaceFor(what, tile) ? [restyled(id, { ...style, [what]: false })] : [];

/** What can be taken from a tile, by the words that name it. */
const takings: readonly (readonly [RegExp, (tile: Tile) => readonly Operation[]])[] = [
  [/^comparison/, ({ id }) => [{ kind: 'setComparison', tile_id: id, value: null }]],
  [/^(?:spark|trend)/, ({ id }) => [{ kind: 'setSparkline', tile_id: id, value: null }]],
  [/^(?:target|goal)/, ({ id }) => [{ kind: 'setTarget', tile_id: id, value: null }]],
  [
    /^band/,
    ({ id, annotations = [] }) => {
      const others = annotations.filter(({ kind }) => kind !== 'band');
      return [{ kind: 'setAnnotations', tile_id: id, value: others.length === 0 ? null : others }];
    },
  ],
  [/^annotation/, ({ id }) => [{ kind: 'setAnnotations', tile_id: id, value: null }]],
  [/^description/, ({ id }) => [{ kind: 'describeTile', tile_id: id, value: null }]],
  [
    /totals$/,
    ({ id, encoding = {} }) => {
      const { totals, ...rest } = encoding;
      return totals === true ? [{ kind: 'changeEncoding', tile_id: id, value: isEmpty(rest) ? null : rest }] : [];
    },
  ],
  [
    /^row/,
    ({ id, style = {} }) => {
      const { rules = [], ...rest } = style;
      const kept = rules.filter(({ marks }) => marks !== 'row');
      return kept.length === rules.length ? [] : [restyled(id, kept.length > 0 ? { ...rest, rules: kept } : rest)];
    },
  ],
  [
    /rule|^conditional|^highlight/,
    ({ id, style = {} }) => {
      const { rules: _, ...rest } = style;
      return [restyled(id, rest)];
    },
  ],
  [
    // Decimals, labels and rules of colouring are no colours.
    /^colou?r/,
    ({ id, style = {} }) => {
      const { color: _, colors: __, ...rest } = style;
      return [restyled(id, rest)];
    },
  ],
  [/^legend/, tile => off(tile, 'legend')],
  [/^label/, tile => off(tile, 'labels')],
];

/** "remove the target line", "hide the legend of revenue", "remove the highlights", "no legend". */
export const takeAway: Rule = (work, words) => {
  const match =
    /^(?:remove|drop|delete|hide|clear|no more|no|without)\s+(?:the |its |all )?(comparisons?|spark ?lines?|trend ?lines?|targets?(?: lines?)?|goals?|legends?|labels?|(?:(?:the )?row of )?(?:grand )?totals|annotations?|bands?|row (?:colou?rs?|highlight(?:s|ing)?)|colou?rs?|(?:colou?r(?:ing)? )?rules?|conditional (?:format(?:s|ting)?|colou?rs?)|highlight(?:s|ing)?|descriptions?)(?:\s+(?:from|of|on|in|for)\s+(.+))?$/i.exec(
      words,
    );
  if (!match) return false;
  const found = refer(match[2] ?? 'everything', work.spec, work.touched);
  if (!isFound(found)) return tell(work, words, found);
  const what = match[1]!.toLowerCase();
  const taking = takings.find(([pattern]) => pattern.test(what))?.[1];
  for (const tile of found.tiles) for (const operation of taking?.(tile) ?? []) work.do(operation);
  return true;
};
