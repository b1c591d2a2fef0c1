import { closest, distance } from 'fastest-levenshtein';
import * as v from 'valibot';
import { checkArguments, type Fault } from '../../components/internal/arguments.ts';
import { relationFaults } from './rules.ts';
import { type SettingName, type Settings, settingDefaults, settingsSchema } from './schema.ts';

/** Configuration as Pulumi hands it over: `namespace:key` -> text, JSON for all that is no text. */
export type Configuration = Readonly<Record<string, string>>;

const names = Object.keys(settingsSchema.entries) as SettingName[];
const required: readonly SettingName[] = ['environment', 'region'];

/** Settings whose values are text, which may look like numbers or lists. */
function isText(name: SettingName): boolean {
  const entry = settingsSchema.entries[name];
  const inner = entry.type === 'optional' ? entry.wrapped : entry;
  return inner.type === 'string' || (inner.type === 'picklist' && typeof inner.options[0] === 'string');
}

/** What became of the settings of a stack. */
export interface Checked {
  /** All of them; to be used only without faults. */
  readonly settings: Settings;
  /** Those that are right by themselves. */
  readonly sound: Partial<Settings>;
  readonly faults: readonly Fault[];
}

/**
 * Reads the settings of a stack.
 * @param project the namespace of the settings, Pulumi's name of the project
 * @throws RunError that lists every fault with its path and mend
 */
export function readSettings(configuration: Configuration, project: string, stack: string): Settings {
  const { settings, faults } = checkSettings(configuration, project);
  checkArguments('Stack', stack, faults);
  return settings;
}

/** As `readSettings`, with the faults beside what can be told in spite of them. */
export function checkSettings(configuration: Configuration, project: string): Checked {
  const prefix = `${project}:`;
  const given = Object.entries(configuration)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  const read = given
    // What is declared in Pulumi.yaml without a default is the empty text.
    .filter(([name, value]) => isSetting(name) && value.trim() !== '')
    .map(([name, value]) => [name, parsed(name as SettingName, value)] as const);
  const values: Record<string, unknown> = { ...settingDefaults, ...Object.fromEntries(read) };
  values['region'] ??= configuration['aws:region'];
  const missing = required.filter(name => values[name] === undefined);
  const { issues = [], output } = v.safeParse(settingsSchema, values);
  const wrong = issues.filter(issue => !missing.includes(issue.path?.[0]?.key as SettingName)).map(faultOf);
  const isWrong = (name: string) => wrong.some(({ path }) => path.split(/[.[]/)[0] === name);
  const sound = Object.fromEntries(Object.entries(values).filter(([name]) => !isWrong(name)));
  const faults = [
    ...given.filter(([name]) => !isSetting(name)).map(([name]) => unknownFault(name)),
    ...missing.map(missingFault),
    ...wrong,
    // What is given, but wrong, isn't missing.
    ...relationFaults(sound).filter(({ path }) => !isWrong(path)),
    ...regionFaults(sound, configuration),
  ];
  return { settings: output as Settings, sound, faults };
}

const isSetting = (name: string): name is SettingName => (names as string[]).includes(name);

function parsed(name: SettingName, value: string): unknown {
  if (isText(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const [reason, mend = 'See its description in Pulumi.yaml.'] = issue.message.split(' | ');
  return { path: v.getDotPath(issue) ?? '', reason: reason!, mend };
}

function unknownFault(name: string): Fault {
  const nearest = closest(name, names);
  const mend = distance(name, nearest) <= 4 ? `Did you mean ${nearest}?` : 'Remove it; Pulumi.yaml lists all settings.';
  return { path: name, reason: 'there is no such setting', mend };
}

const missingFault = (name: SettingName): Fault => ({
  path: name,
  reason: 'it is missing',
  mend: `Set it: pulumi config set ${name} ${name === 'region' ? 'us-east-1' : 'development'}.`,
});

/** Functions that ask AWS while the program runs go to the region of the default provider. */
function regionFaults({ region }: Readonly<Record<string, unknown>>, configuration: Configuration): Fault[] {
  const provider = configuration['aws:region'];
  if (region === undefined || provider === region) return [];
  const reason = provider === undefined ? 'it is missing' : `it is ${provider}, the stack's region ${region}`;
  return [{ path: 'aws:region', reason, mend: `Set it: pulumi config set aws:region ${region}.` }];
}
