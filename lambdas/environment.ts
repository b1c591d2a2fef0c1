import * as v from 'valibot';

/** Variables that are missing or wrong: each with its name, the reason and the mend. */
export class EnvironmentFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The environment is not valid:\n${faults.map(fault => `  ${fault}`).join('\n')}`);
    this.name = 'EnvironmentFault';
    this.faults = faults;
  }
}

/** A variable that is set to nothing counts as one that is not set. */
const given = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])));

/** What the schema makes of the environment. @throws EnvironmentFault with every fault at once */
export function readEnvironment<S extends v.GenericSchema>(
  schema: S,
  environment: NodeJS.ProcessEnv,
): v.InferOutput<S> {
  const parsed = v.safeParse(schema, given(environment));
  if (parsed.success) return parsed.output;
  const faults = parsed.issues.map(issue => {
    const name = String(issue.path?.[0]?.key ?? 'environment');
    if (issue.input === undefined) return `${name}: it is missing. Set it.`;
    const inner = issue.path?.slice(1).map(({ key }) => String(key)) ?? [];
    return `${[name, ...inner].join('.')}: ${issue.message}`;
  });
  throw new EnvironmentFault(faults);
}

/** Text that is not empty. */
export const text = v.pipe(v.string(), v.minLength(1, 'it is empty. Set it.'));

/** Names with commas between, one at least. */
export const names = v.pipe(
  text,
  v.transform(given => given.split(',').map(name => name.trim())),
  v.check(all => all.every(Boolean), 'a name of it is empty. Write it as one,two.'),
);

/** JSON of a certain shape. */
export const json = <S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return JSON.parse(dataset.value) as unknown;
      } catch {
        addIssue({ message: 'it is not JSON. Write it as {"name":"value"}.' });
        return NEVER;
      }
    }),
    schema,
  );
