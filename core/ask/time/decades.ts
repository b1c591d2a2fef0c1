import type { Rule } from './found.ts';

const names: Readonly<Record<string, number>> = {
  twenties: 1920,
  thirties: 1930,
  forties: 1940,
  fifties: 1950,
  sixties: 1960,
  seventies: 1970,
  eighties: 1980,
  nineties: 1990,
};

const decade = new RegExp(
  `^(?:in|during|from|of|through|throughout) (?:the )?(?:(\\d{3}0) ?'? ?s|(${Object.keys(names).join('|')}))(?= |$)`,
);

/** "in the 1980s", "during the nineties": ten years. Those of this century are too near to go by a name alone. */
export const decadeAt: Rule = text => {
  const match = decade.exec(text);
  if (!match) return undefined;
  const named = match[2];
  const year = named === undefined ? Number(match[1]) : (names[named] ?? 0);
  if (year < 1000 || (named !== undefined && year < 1950)) return undefined;
  return {
    phrase: { range: { kind: 'between', start: `${year}-01-01`, end: `${year + 10}-01-01` } },
    length: match[0].length,
  };
};
