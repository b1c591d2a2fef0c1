import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse, YAMLParseError } from 'yaml';
import { isRecord } from './members.ts';

/** A Pulumi project with the settings of one of its stacks. */
export interface Project {
  readonly name: string;
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  /** The program, relative to `root`. */
  readonly main: string;
  /** Whether Pulumi compiles TypeScript itself, instead of Node. */
  readonly typescript: boolean;
  readonly nodeArguments: readonly string[];
  /** `namespace:key` -> value, objects as JSON; a value that is encrypted is `secret`. */
  readonly config: Readonly<Record<string, string>>;
}

const options = v.object({ typescript: v.optional(v.boolean(), true), nodeargs: v.optional(v.string(), '') });
const projectFile = v.object({
  name: v.string('name: a project has one'),
  main: v.optional(v.string(), '.'),
  runtime: v.pipe(
    v.union([v.string(), v.object({ name: v.string(), options: v.optional(options, {}) })]),
    v.transform(runtime => (typeof runtime === 'string' ? { name: runtime, options: v.parse(options, {}) } : runtime)),
    v.check(({ name }) => name === 'nodejs', 'runtime: only nodejs programs can be run'),
  ),
  config: v.optional(v.record(v.string(), v.unknown()), {}),
});
const stackFile = v.object({ config: v.optional(v.nullable(v.record(v.string(), v.unknown())), {}) });

/** A project or stack that can't be read; the message says the file and the mend. */
export class ProjectError extends Error {}

/**
 * Reads Pulumi.yaml and Pulumi.STACK.yaml as the CLI does.
 * @throws ProjectError where a file is missing or isn't what it should be
 */
export function readProject(root: string, stack: string): Project {
  const main = read(path.join(root, 'Pulumi.yaml'), projectFile, 'Run this in the folder of a Pulumi project.');
  const settings = read(
    path.join(root, `Pulumi.${stack}.yaml`),
    stackFile,
    `Name a stack whose file is there: ${stacksIn(root)}.`,
  );
  const values = [...Object.entries(declared(main.config)), ...Object.entries(settings.config ?? {})];
  const qualified = (key: string) => (key.includes(':') ? key : `${main.name}:${key}`);
  return {
    name: main.name,
    root,
    main: main.main,
    typescript: main.runtime.options.typescript,
    nodeArguments: main.runtime.options.nodeargs.split(/\s+/).filter(Boolean),
    config: Object.fromEntries(values.map(([key, value]) => [qualified(key), asText(opened(value))])),
  };
}

function content(file: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new ProjectError(`${file} is no YAML: ${cause.message.split('\n')[0]}`, { cause });
  }
}

/** Names of the stacks that have a file, for whoever named another. */
function stacksIn(root: string): string {
  const names = readdirSync(root).flatMap(file => /^Pulumi\.([\w-]+)\.yaml$/.exec(file)?.[1] ?? []);
  return names.length > 0 ? names.toSorted().join(', ') : 'there is none yet';
}

/** Keys that Pulumi.yaml gives a value or a default. */
function declared(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = Object.entries(config).map(([key, value]) => [
    key,
    isRecord(value) ? (value['value'] ?? value['default']) : value,
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Encrypted values can't be opened here, and none is needed to look at a stack. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (!isRecord(value)) return value;
  if ('secure' in value) return 'secret';
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, opened(member)]));
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function read<S extends v.GenericSchema>(file: string, schema: S, mend: string): v.InferOutput<S> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ProjectError(`${file} can't be read. ${mend}`, { cause });
  }
  const result = v.safeParse(schema, content(file, text) ?? {});
  if (result.success) return result.output;
  const faults = result.issues.map(issue => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  throw new ProjectError(`${file} is no file of Pulumi's: ${faults.join('; ')}`);
}
