import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildFailure, type BuildOptions, type Message, type Metafile, type OutputFile, version } from 'esbuild';
import type { Fault } from './arguments.ts';
import { builtBefore, digest, keepStamp } from './built-before.ts';
import { shorten, shortenedBy } from './shorten.ts';
import { buildSlim } from './slim.ts';
import { zip } from './zip.ts';

export interface BundleRequest {
  /** Module that exports `handler`, relative to `root`. */
  readonly entry: string;
  /** Further files of the archive: its path there -> path of the file, relative to `root`. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Folder of the program. Default: the folder it is run in. */
  readonly root?: string | undefined;
  /** Folder for the archive, relative to `root`. Default `.sophia/bundles`. */
  readonly folder?: string | undefined;
}

export interface Bundle {
  /** The zip, relative to `root`: what is recorded of it is the same on every machine. */
  readonly archive: string;
  /** SHA-256 of the zip, in hex. */
  readonly hash: string;
  /** Bytes of all JavaScript, unzipped and minified; data that stays JSON is no part of it. */
  readonly scriptBytes: number;
  /** Bytes of the JavaScript that a cold start reads before the first request: the entry and what it imports at once. */
  readonly startBytes: number;
}

export type BundleOutcome =
  | { readonly kind: 'bundle'; readonly bundle: Bundle }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

const kept = new Map<string, BundleOutcome>();

/**
 * Bundles a function's module with all it imports into a zip, or says all that is wrong with it. Two builds of the same
 * sources give the same bytes, wherever they lie. Built once a process, so a program may ask for it before it registers
 * its first resource; and not at all where an earlier run built it of the very same files. `at` is the argument that
 * faults are reported at.
 */
export function bundle(request: BundleRequest, at = 'entry'): BundleOutcome {
  const key = JSON.stringify([request.root ?? process.cwd(), request, at]);
  const outcome = kept.get(key) ?? earlier(request) ?? build(request, at);
  kept.set(key, outcome);
  return outcome;
}

/** What an earlier run left, where nothing that it was made of changed since. */
export function earlier(request: BundleRequest): BundleOutcome | undefined {
  const root = path.resolve(request.root ?? '.');
  const bundle = builtBefore<Bundle>(stampOf(request, root), keyOf(request), root);
  return bundle && { kind: 'bundle', bundle };
}

/** As `bundle`, from the disk again. */
export function build(request: BundleRequest, at = 'entry'): BundleOutcome {
  const root = path.resolve(request.root ?? '.');
  const faults = missing(request, root, at);
  if (faults.length > 0) return { kind: 'faults', faults };
  try {
    const {
      outputFiles,
      outputs,
      inputs: read,
    } = buildSlim(options(path.resolve(root, request.entry), root), finished);
    const imports = importsOf(outputs);
    // The bundler also writes what is imported lazily by code that it left out itself.
    const used = reached(imports, () => true);
    const built = outputFiles.map(file => [relative(outside, file.path), file] as const);
    const files = new Map(built.filter(([name]) => used.has(name)).map(([name, file]) => [name, written(name, file)]));
    const bytesOf = (names: readonly string[]) => names.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0);
    const scripts = (names: ReadonlySet<string>) => [...names].filter(name => name.endsWith('.mjs'));
    for (const [name, file] of Object.entries(request.files ?? {})) {
      files.set(name, readFileSync(path.resolve(root, file)));
    }
    files.set('package.json', Buffer.from('{"type":"module"}\n'));
    const startBytes = bytesOf(scripts(reached(imports, kind => kind === 'import-statement')));
    const made = { ...write(zip(files), request, root), scriptBytes: bytesOf(scripts(used)), startBytes };
    const inputs = [...read, ...Object.values(request.files ?? {})];
    keepStamp(stampOf(request, root), keyOf(request), root, inputs, made);
    return { kind: 'bundle', bundle: made };
  } catch (cause) {
    if (!isBuildFailure(cause)) throw cause;
    return { kind: 'faults', faults: cause.errors.map(message => faultOf(message, at)) };
  }
}

const written = (name: string, { contents, text }: OutputFile): Uint8Array =>
  name.endsWith('.mjs') ? Buffer.from(shorten(name, text)) : contents;

/** A folder that need not be there: nothing is written by the bundler. */
const outside = path.resolve('/bundle');

/**
 * How the AWS SDK finds credentials where people or whole machines have them: profiles, single sign-on, metadata. A
 * function is given its own by its environment, where the SDK looks first; these are a seventh of a megabyte that it
 * never reads.
 */
const otherCredentials = [
  ...['http', 'ini', 'login', 'process', 'sso', 'web-identity'].map(kind => `@aws-sdk/credential-provider-${kind}`),
  '@smithy/credential-provider-imds',
  '@aws-sdk/nested-clients/sso-oidc',
];

/** Bearer tokens of people and of the environment, which Bedrock takes too: a function signs with its credentials. */
const bearerTokens = '@aws-sdk/token-providers';

/** Addresses that a service hands out by itself, where it is asked to: DynamoDB's is that of its region. */
const endpointCache = '@aws-sdk/endpoint-cache';

/** With what the AWS SDK reads which browser it runs in: nothing that a function ever asks. */
const browserNames = 'bowser';

/**
 * Fields of the planner's own objects, which are never written, sent or read as data: a function with the planner in it
 * calls them by a letter, wherever they stand.
 */
export const innerNames =
  /^(catalogue|chunks|mentions|comparator|superlative|listFields|lexicon|negation|subjectIs|isIdentifier|nameField|hasOne|followUp|byField|assumed|comparedFields|keyField|lastFilter|countsOnly|subjectPlural|draft|pending|candidates|stem|mention|verbAt|metricByText|openField|hasGrain|countMetric|columnsOnly|saysCount|ofThose|ledWhich|inClause|ofEach|byDate|subjectOwns|newcomers|comparedUnit|periodsCounted|firstOrLast|insteadOf|filterNamed)$/;

/**
 * Packages that are CommonJS call `require`, which modules lack; the name it is made by is longer than those of
 * minified code. Lazily imported clients become files of their own, read when they are first used, so a cold start
 * reads only what every request needs; data stays JSON, which is read faster than script.
 */
const options = (entry: string, root: string) =>
  ({
    entryPoints: { index: entry },
    absWorkingDir: root,
    outdir: outside,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    chunkNames: '[hash]',
    assetNames: '[hash]',
    alias: {
      ...moduleBuilds(root),
      debug: beside('no-debug'),
      [bearerTokens]: beside('no-bearer-tokens'),
      [endpointCache]: beside('no-endpoint-cache'),
    },
    loader: { '.data.json': 'copy' },
    external: [...otherCredentials, browserNames],
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    tsconfigRaw: {},
  }) satisfies BuildOptions;

const finish = {
  minify: true,
  banner: {
    js: `import{createRequire as createRequireHere}from'node:module';const require=createRequireHere(import.meta.url);`,
  },
};

const planner = 'core/ask/planner.ts';
const finished = (inputs: readonly string[]): Pick<BuildOptions, 'minify' | 'banner' | 'mangleProps'> =>
  inputs.includes(planner) ? { ...finish, mangleProps: innerNames } : finish;

/** The package yaml gives Node its CommonJS build, of which nothing can be left out; it has one of modules beside it. */
function moduleBuilds(root: string): Record<string, string> {
  const yaml = path.join(root, 'node_modules/yaml/browser/index.js');
  return existsSync(yaml) ? { yaml } : {};
}

/** What is told of a module or file that is not there, before the bundler is asked. */
function missing({ entry, files = {} }: BundleRequest, root: string, at: string): Fault[] {
  const wanted = [[at, entry], ...Object.entries(files).map(([name, file]) => [`files.${name}`, file])] as const;
  return wanted
    .filter(([, file]) => !statSync(path.resolve(root, file!), { throwIfNoEntry: false })?.isFile())
    .map(([where, file]) => ({
      path: where!,
      reason: `there is no file ${file}`,
      mend: `Give the path of a file, relative to the folder of the program.`,
    }));
}

function faultOf({ text, location }: Message, at: string): Fault {
  const place = location ? `${location.file}:${location.line}:${location.column + 1}: ` : '';
  return { path: at, reason: `its bundle fails to build: ${place}${text}`, mend: 'Mend the module; then run again.' };
}

type Imports = ReadonlyMap<string, readonly { readonly name: string; readonly kind: string }[]>;

/** What each file of the bundle imports, by their names in the archive. */
function importsOf(outputs: Metafile['outputs']): Imports {
  const entries = Object.entries(outputs).map(([output, { imports }]) => {
    const inside = imports.filter(({ external }) => !external);
    return [output, inside.map(({ path: name, kind }) => ({ name, kind }))] as const;
  });
  return new Map(entries);
}

/** The entry and all that it imports in such ways, directly or not. */
function reached(imports: Imports, follows: (kind: string) => boolean): ReadonlySet<string> {
  const found = new Set<string>(['index.mjs']);
  for (const name of found) {
    for (const { name: to, kind } of imports.get(name) ?? []) if (follows(kind)) found.add(to);
  }
  return found;
}

/** Where the archive of a module lies, relative to the root. */
const archiveOf = ({ entry, folder = '.sophia/bundles' }: BundleRequest): string =>
  `${folder}/${entry
    .replace(/\.\w+$/, '')
    .replace(/[^\w]+/g, '-')
    .replace(/^-+/, '')}.zip`;

const stampOf = (request: BundleRequest, root: string): string => path.join(root, `${archiveOf(request)}.json`);

/** Bundles of the same files differ where the bundler, how it is asked, or what else the archive holds does. */
const keyOf = ({ entry, files = {} }: BundleRequest): string =>
  JSON.stringify([version, shortenedBy, options(entry, '/'), finish, Object.entries(files), ourselves()]);

/** The modules that make the archive. */
const ourselves = (): string[] => {
  const { dir, ext } = path.parse(import.meta.filename);
  return ['bundle', 'slim', 'fewer-commands', 'fewer-errors', 'shorten', 'zip', 'no-debug', 'no-bearer-tokens'].map(
    name => digest(dir, `${name}${ext}`),
  );
};

/** A module beside this one: TypeScript here, JavaScript in the package. */
function beside(name: string): string {
  const { dir, ext } = path.parse(import.meta.filename);
  return path.join(dir, `${name}${ext}`);
}

/** By way of another name, so that nobody ever reads half of it. */
function write(bytes: Uint8Array, request: BundleRequest, root: string) {
  const archive = archiveOf(request);
  const target = path.join(root, archive);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(`${target}.${process.pid}`, bytes);
  renameSync(`${target}.${process.pid}`, target);
  return { archive, hash: createHash('sha256').update(bytes).digest('hex') };
}

const relative = (from: string, to: string) => path.relative(from, to).split(path.sep).join('/');

const isBuildFailure = (cause: unknown): cause is BuildFailure =>
  typeof cause === 'object' && Array.isArray((cause as Partial<BuildFailure> | null)?.errors);
