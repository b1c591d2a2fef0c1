import lists from './lists.data.json' with { type: 'json' };

type Name = { [K in keyof typeof lists]: (typeof lists)[K] extends string ? K : never }[keyof typeof lists];

/** Words that are told by how they are written: the patterns of lists.data.json by their names. */
export const patterns = Object.fromEntries(
  Object.entries(lists).flatMap(([name, said]) => (typeof said === 'string' ? [[name, new RegExp(said)]] : [])),
) as Readonly<Record<Name, RegExp>>;
