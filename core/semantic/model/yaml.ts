import type { Document, Node, Pair, YAMLParseError } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';
import type { Place } from './types.ts';

/** Largest model file that is read, in characters: a model of thousands of fields is a tenth of it. */
const MAX_MODEL_LENGTH = 5_000_000;
/** Most nodes that aliases may add: enough for shared blocks, too few for a file that unfolds without end. */
const MAX_ALIASES = 1_000;

/** A value of a YAML (or JSON) file with its place. Aliases and merge keys are followed. */
class YamlEntry implements Entry {
  readonly path: readonly (string | number)[];
  readonly line: number;
  readonly #node: Node | null;
  readonly #file: OpenFile;

  constructor(file: OpenFile, node: Node | null, path: readonly (string | number)[], line: number) {
    this.#file = file;
    this.#node = isAlias(node) ? (node.resolve(file.document) ?? null) : node;
    this.path = path;
    this.line = line;
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isNull(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  get scalar(): unknown {
    return isScalar(this.#node) ? this.#node.value : undefined;
  }

  get text(): string | undefined {
    if (!isScalar(this.#node) || this.#node.value === null) return undefined;
    const { value, source } = this.#node;
    return typeof value === 'string' ? value : (source ?? String(value));
  }

  /** The entries of a map in order, without merge keys; those of merged maps last, unless overridden. */
  entries(): readonly (readonly [string, YamlEntry])[] {
    if (!isMap(this.#node)) return [];
    const own: [string, YamlEntry][] = [];
    const merged: (readonly [string, YamlEntry])[] = [];
    for (const pair of this.#node.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
      const child = this.#child(pair, key);
      if (key !== '<<') own.push([key, child]);
      else merged.push(...(child.isList ? child.items() : [child]).flatMap(map => map.entries()));
    }
    const seen = new Set(own.map(([key]) => key));
    const inherited = merged.filter(([key]) => !seen.has(key) && seen.add(key));
    return [...own, ...inherited];
  }

  get(key: string): YamlEntry | undefined {
    return this.entries().find(([name]) => name === key)?.[1];
  }

  items(): readonly YamlEntry[] {
    if (!isSeq(this.#node)) return [];
    return this.#node.items.map((item, index) => {
      const node = item as Node | null;
      return new YamlEntry(this.#file, node, [...this.path, index], this.#file.lineOf(node) ?? this.line);
    });
  }

  #child(pair: Pair, key: string): YamlEntry {
    const node = pair.value as Node | null;
    const line = this.#file.lineOf(pair.key as Node | null) ?? this.line;
    return new YamlEntry(this.#file, node, [...this.path, key], line);
  }
}

/** One mistake of syntax makes the parser stumble again and again: only the first ones help. */
const MOST_SYNTAX_FAULTS = 10;

function addSyntaxFaults(errors: readonly YAMLParseError[], faults: FaultLog): void {
  if (errors.some(error => /call stack/i.test(error.message))) {
    faults.add({ line: 1, path: [] }, 'model.yaml', { reason: TOO_DEEP });
    return;
  }
  for (const error of errors.slice(0, MOST_SYNTAX_FAULTS)) {
    const reason = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '.');
    faults.add({ line: error.linePos?.[0].line ?? 1, path: [] }, 'model.yaml', { reason });
  }
}

const TOO_DEEP = 'it is nested too deeply.';

interface OpenFile {
  readonly document: Document;
  lineOf(node: Node | null): number | undefined;
}

/** Reads the file into entries; undefined, with its faults in the log, when it cannot be read. */
export function parseYaml(text: string, faults: FaultLog): Entry | undefined {
  const top: Place = { line: 1, path: [] };
  if (text.length > MAX_MODEL_LENGTH) {
    faults.add(top, 'model.too_large', { length: text.length, limit: MAX_MODEL_LENGTH });
    return undefined;
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines });
    if (document.errors.length > 0) {
      addSyntaxFaults(document.errors, faults);
      return undefined;
    }
    // Unfolds every alias once, so that a file which explodes is refused before anything walks it.
    document.toJS({ maxAliasCount: MAX_ALIASES });
    const lineOf = (node: Node | null) => (node?.range ? lines.linePos(node.range[0]).line : undefined);
    return new YamlEntry({ document: document as Document, lineOf }, document.contents as Node | null, [], 1);
  } catch (cause) {
    // The library reports exploding aliases and endless nesting by exceptions of the language.
    if (cause instanceof RangeError) faults.add(top, 'model.yaml', { reason: TOO_DEEP });
    else if (cause instanceof ReferenceError) faults.add(top, 'model.yaml', { reason: cause.message });
    else throw cause;
    return undefined;
  }
}
