import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BuildOptions, buildSync, type Metafile, type OutputFile } from 'esbuild';
import { commandList, fewerCommands } from './fewer-commands.ts';
import { fewerErrors } from './fewer-errors.ts';

/** What the AWS SDK knows of every operation and shape of a service, a module of constants for each client. */
const schemas = /^\/\/ .*\/schemas\/schemas_\d+\.js$/;
const moduleBegins = /^(?=\/\/ \S+$)/m;

const plain = (text: string): string => {
  const constants = new Map(
    [...text.matchAll(/^var (_\w+) = ("[^"\\\n]*");$/gm)].map(([, name, value]) => [name!, value!]),
  );
  return text.replace(/\[(_\w+)\]:/g, (all, name: string) => {
    const value = constants.get(name);
    return value === undefined ? all : `${value}:`;
  });
};

/**
 * The SDK writes keys as `[_h]: …` with `_h` a constant, and of a computed key no bundler knows that it does nothing: it
 * keeps all operations of a service, whoever asks two of them. With the keys written out it leaves the others away.
 */
const withPlainKeys = (text: string, whole: Whole): string =>
  text
    .split(moduleBegins)
    .map(part => {
      const header = part.slice(0, part.indexOf('\n'));
      if (packageFile.test(header)) return ofPackage(part);
      if (otherServers.test(header)) return withBody(part);
      if (autoPipelines.test(header))
        return withBody(part, exports => `${exports}.shouldUseAutoPipelining = () => false;`);
      if (traces.test(header)) return withBody(part, exports => `${exports}.default = () => () => undefined;`);
      if (ownHashes.test(header)) return part.replace(/^(var (?:Sha\d+|Md5)Js) = class[\s\S]*$/m, '$1 = undefined;\n');
      if (commandList.test(header)) return fewerCommands(part, whole.text.replace(part, ''));
      return schemas.test(header) ? plain(fewerErrors(part, whole.words, whole.text)) : part;
    })
    .join('');

/** All modules together. */
interface Whole {
  readonly text: string;
  /** Of modules that are no part of the AWS SDK. */
  readonly words: ReadonlySet<string>;
}

function wholeOf(files: readonly OutputFile[]): Whole {
  const text = files.map(file => file.text).join('\n');
  const own = text.split(moduleBegins).filter(part => !/^\/\/ .*\/@(aws-sdk|smithy)\//.test(part));
  return { text, words: new Set(own.join('\n').match(/\w+/g)) };
}

const packageFile = /^\/\/ .*\/package\.json$/;

/** Of its own package a client asks only which version it is; scripts and dependencies are no part of a function. */
const ofPackage = (text: string): string =>
  text.replace(/^(var \w+ = \{\n)([\s\S]*?)(\n\};)$/m, (_, begin: string, fields: string, end: string) => {
    const told = fields.split('\n').filter(line => /^ {2}(name|version): "[^"]*",?$/.test(line));
    return `${begin}${told.join('\n')}${end}`;
  });

/** How the Redis client would reach a cluster, or ask sentinels where its server is: a function has one address. */
const otherServers = /^\/\/ .*\/(iovalkey\/built\/(cluster\/|connectors\/SentinelConnector\/)|cluster-key-slot\/)/;

/** How it would gather commands into pipelines by itself, which nobody asks of it. */
const autoPipelines = /^\/\/ .*\/iovalkey\/built\/autoPipelining\.js$/;

/** What the Redis client writes where the environment's `DEBUG` asks for it. */
const traces = /^\/\/ .*\/iovalkey\/built\/utils\/debug\.js$/;

/** A CommonJS module with another body; without one it exports nothing, as it is asked for and never used. */
const withBody = (text: string, bodyOf: (exports: string) => string = () => ''): string =>
  text.replace(
    /(__commonJS\(\{\n {2}"[^"]+"\((exports\w*)[^)]*\) \{\n)[\s\S]*?(\n {2}\}\n\}\);)/,
    (_, begin: string, exports: string, end: string) => `${begin}${bodyOf(exports)}${end}`,
  );

/** Hashes written in JavaScript, which the AWS SDK takes where Node was built without its own: a function's has them. */
const ownHashes = /^\/\/ .*\/(Sha\d+|Md5)Js\.js$/;

export interface Built {
  readonly outputFiles: readonly OutputFile[];
  /** By their names in `outdir`, and so are the files that they import. */
  readonly outputs: Metafile['outputs'];
  /** Files that were read, relative to the working folder. */
  readonly inputs: readonly string[];
}

/**
 * Bundles twice: what the first pass has put together is written plainly, and the second leaves away what nobody uses.
 *
 * @param last options of the second pass alone, for the files that were read
 * @throws BuildFailure
 */
export function buildSlim(
  options: BuildOptions & { readonly outdir: string },
  last: (inputs: readonly string[]) => Pick<BuildOptions, 'minify' | 'banner' | 'mangleProps'>,
): Built {
  const whole = buildSync({ ...options, write: false, metafile: true });
  const inputs = Object.keys(whole.metafile.inputs);
  const root = mkdtempSync(path.join(os.tmpdir(), 'sophia-bundle-'));
  try {
    const all = wholeOf(whole.outputFiles);
    for (const { path: file, contents, text } of whole.outputFiles) {
      const target = path.join(root, path.relative(options.outdir, file));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.endsWith('.mjs') ? withPlainKeys(text, all) : contents);
    }
    const { alias: _, ...same } = options;
    const entryPoints = { index: './index.mjs' };
    // Data is all that is left of JSON: the rest is script by now.
    const { outputFiles, metafile } = buildSync({
      ...same,
      ...last(inputs),
      ...{ entryPoints, absWorkingDir: root, loader: { '.json': 'copy' }, write: false, metafile: true },
    });
    const nameOf = (output: string) => path.relative(options.outdir, path.resolve(root, output));
    return { outputFiles, outputs: named(metafile.outputs, nameOf), inputs };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const named = (outputs: Metafile['outputs'], nameOf: (output: string) => string): Metafile['outputs'] =>
  Object.fromEntries(
    Object.entries(outputs).map(([output, { imports, ...rest }]) => {
      const inside = imports.map(one => (one.external ? one : { ...one, path: nameOf(one.path) }));
      return [nameOf(output), { ...rest, imports: inside }];
    }),
  );
