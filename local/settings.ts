import { delimiter } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';

/** What can be set at start, by flag or environment; a flag wins. */
const aPort = 'a whole number up to 65535';
const port = v.pipe(v.string(), v.regex(/^\d{1,5}$/, aPort), v.transform(Number), v.maxValue(65_535, aPort));
const someSeconds = 'a number of seconds, 3600 at most';
const seconds = v.pipe(
  v.string(),
  v.regex(/^\d+(\.\d+)?$/, someSeconds),
  v.transform(Number),
  v.maxValue(3_600, someSeconds),
);
const count = v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/, 'a whole number of 1 or more'), v.transform(Number));
/** Micro-dollars, a thousand dollars at most. */
const microDollars = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'a whole number of micro-dollars'), v.transform(Number));
const flag = v.pipe(
  v.string(),
  v.regex(/^(true|false|1|0)$/, 'true or false'),
  v.transform(text => text === 'true' || text === '1'),
);
const text = v.pipe(v.string(), v.minLength(1, 'not an empty text'));
/** Given several times, or in a variable divided as paths are. */
const several = v.array(text);
const size = v.pipe(v.string(), v.regex(/^\d+(\.\d+)? ?[KMGT]i?B$/i, 'a size such as 2GB'));
/** In bytes; 0 needs no unit. */
const sizeOrNone = v.pipe(
  v.string(),
  v.regex(/^(?:0|\d+(?:\.\d+)? ?[KMGT]i?B)$/i, 'a size such as 2GB, or 0'),
  v.transform(bytesOf),
);

/** Bytes of a size such as 2GB. */
function bytesOf(size: string): number {
  const [, prefix = '', binary = ''] = /([KMGT])(i?)B$/i.exec(size) ?? [];
  return Number.parseFloat(size) * (binary ? 1024 : 1000) ** ['', 'K', 'M', 'G', 'T'].indexOf(prefix.toUpperCase());
}

/** Origins with blanks or commas between them, each as browsers write it. */
const origins = v.pipe(
  text,
  v.transform(list => list.split(/[\s,]+/).filter(Boolean)),
  v.array(v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#\s*;]+$/, 'origins such as https://intranet.example.com'))),
);
const url = v.pipe(text, v.regex(/^https?:\/\//, 'a URL that begins with http:// or https://'));

const SettingsSchema = v.object({
  data: v.optional(text),
  model: v.optional(several),
  personas: v.optional(several),
  dashboards: v.optional(text),
  users: v.optional(text),
  state: v.optional(text, '.sophia'),
  port: v.optional(port, '8080'),
  host: v.optional(text, '127.0.0.1'),
  open: v.optional(flag, 'false'),
  redis: v.optional(v.pipe(text, v.regex(/^rediss?:\/\//, 'a URL that begins with redis:// or rediss://'))),
  'model-url': v.optional(v.pipe(text, v.regex(/^https?:\/\//, 'a URL that begins with http:// or https://'))),
  'model-name': v.optional(text, 'default'),
  'model-key': v.optional(text),
  wait: v.optional(seconds, '2'),
  timeout: v.optional(seconds, '60'),
  threads: v.optional(count),
  memory: v.optional(size),
  'copy-limit': v.optional(sizeOrNone, '1GB'),
  'secure-cookies': v.optional(flag, 'false'),
  'precompute-budget': v.optional(microDollars, '100000'),
  'embed-origins': v.optional(origins),
  'public-url': v.optional(
    v.pipe(
      url,
      v.transform(address => address.replace(/\/+$/, '')),
    ),
  ),
  'slack-webhook': v.optional(url),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

const described: Readonly<Record<keyof Settings, readonly [value: string, meaning: string]>> = {
  data: ['DIR', 'folder of Parquet or CSV files (default: two small made-up businesses)'],
  model: [
    'PATH',
    'semantic model, YAML, or a folder of them; may be given several times (default: model.yaml in the data folder, made as a draft when missing)',
  ],
  personas: [
    'PATH',
    'personas, YAML, or a folder; may be given several times (default: one, analyst, who may see all)',
  ],
  dashboards: [
    'DIR',
    'folder of dashboards, YAML, that are there from the start (default: those of the demo, with its models)',
  ],
  users: ['FILE', 'users with bcrypt hashes, JSON (default: users.json in the state folder, made at first start)'],
  state: ['DIR', 'folder of sessions, conversations, costs and keys (default: .sophia)'],
  port: ['N', 'port to listen on (default: 8080; 0 for any free one)'],
  host: ['ADDRESS', 'address to listen on (default: 127.0.0.1, this machine only)'],
  open: ['', 'open the page in the browser'],
  redis: ['URL', 'cache of results shared by several servers (default: in memory)'],
  'model-url': [
    'URL',
    'language model for words not understood otherwise, OpenAI-compatible: http://localhost:11434/v1',
  ],
  'model-name': ['NAME', 'its name at that server'],
  'model-key': ['KEY', 'its key, if it wants one; better given as the variable SOPHIA_MODEL_KEY'],
  wait: ['SECONDS', 'how long a question is waited for before 202 is answered (default: 2)'],
  timeout: ['SECONDS', 'how long a query may run (default: 60)'],
  threads: ['N', 'threads of the engine (default: as many as processors)'],
  memory: ['SIZE', 'memory of the engine, such as 2GB (default: half of the machine’s)'],
  'copy-limit': [
    'SIZE',
    'data files up to this size are copied into the state folder, to be answered from in less time (default: 1GB; 0 for no copy)',
  ],
  'secure-cookies': ['', 'send cookies over https only; set it behind a TLS proxy'],
  'precompute-budget': [
    'N',
    'micro-dollars a day for computing dashboards ahead that will probably be opened (default: 100000, ten cents; 0 for none)',
  ],
  'embed-origins': [
    'ORIGINS',
    'sites that may show dashboards in a frame: "https://intranet.example.com …" (default: none)',
  ],
  'public-url': ['URL', 'where people open the page, for links in alerts and reports (default: this machine’s)'],
  'slack-webhook': [
    'URL',
    'channel of Slack for alerts and reports; better given as the variable SOPHIA_SLACK_WEBHOOK (default: the log)',
  ],
};

const flags = Object.keys(described) as (keyof Settings)[];
const variableOf = (name: string) => `SOPHIA_${name.toUpperCase().replaceAll('-', '_')}`;

export const settingsHelp: string = flags
  .map(name => `  ${`--${name} ${described[name][0]}`.padEnd(24)}${described[name][1]}`)
  .join('\n');

export type ReadSettings =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'help' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** Settings from the command line and the environment, or all that is wrong with them. */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv): ReadSettings {
  const parsed = readFlags(args);
  if (parsed.values['help']) return { kind: 'help' };
  const given: Record<string, string | readonly string[]> = {};
  for (const name of flags) {
    const value = parsed.values[name] ?? variable(name, environment);
    if (value !== undefined) given[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  const result = v.safeParse(SettingsSchema, given);
  const wrong = (result.issues ?? []).map(issue => {
    const name = v.getDotPath(issue)?.split('.')[0] ?? '';
    const source = parsed.values[name] === undefined ? variableOf(name) : `--${name}`;
    return `${source} ${JSON.stringify(given[name])}: give ${issue.message}`;
  });
  const faults = [...parsed.faults, ...wrong];
  if (result.success && faults.length === 0) return { kind: 'settings', settings: result.output };
  return { kind: 'faults', faults };
}

const isSeveral = (name: keyof Settings): boolean => name === 'model' || name === 'personas';

function variable(name: keyof Settings, environment: NodeJS.ProcessEnv): string | string[] | undefined {
  const value = environment[variableOf(name)];
  return isSeveral(name) && value !== undefined ? value.split(delimiter) : value;
}

/** Flags as given; what is no flag of ours is a fault with the nearest one we have. */
function readFlags(args: readonly string[]) {
  const isSwitch = (name: keyof Settings) => described[name][0] === '';
  const options = Object.fromEntries(
    flags.map(name => [
      name,
      { type: isSwitch(name) ? ('boolean' as const) : ('string' as const), multiple: isSeveral(name) },
    ]),
  );
  const { values, tokens } = parseArgs({
    args: [...args],
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  });
  const faults: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') faults.push(`${JSON.stringify(token.value)}: not a flag; see --help`);
    if (token.kind !== 'option' || token.name === 'help') continue;
    const name = flags.find(each => each === token.name);
    if (!name) faults.push(`${token.rawName}: there is no such flag; see --help`);
    else if (!isSwitch(name) && token.value === undefined) faults.push(`${token.rawName}: needs a value`);
  }
  return { values: values as Record<string, string | boolean | (string | boolean)[] | undefined>, faults };
}
