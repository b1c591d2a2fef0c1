import { spawn } from 'node:child_process';
import * as v from 'valibot';
import { SophiaError } from '../../core/errors.ts';
import { limits as documentLimits } from '../../core/knowledge/limits.ts';
import type { Extracted, TextExtractor } from '../../core/ports/knowledge.ts';
import { Slots } from '../slots.ts';
import { detect } from './detect.ts';
import type { ExtractionLimits } from './limits.ts';
import { type Fault, OutcomeSchema } from './outcome.ts';
import { plainText } from './plain-text.ts';
import { readerPlace } from './reader-place.ts';
import { watchMemory } from './watch-memory.ts';

const megabyte = 1024 * 1024;
const defaults: ExtractionLimits = {
  milliseconds: 60_000,
  memory: 768 * megabyte,
  unpacked: 100 * megabyte,
  entries: 5_000,
  pages: documentLimits.pages,
  // A little more than are kept: blanks and line ends go first.
  characters: 2 * documentLimits.characters,
};

/** Megabytes of the reader's heap. */
const heapMegabytes = 320;
/** Bytes that a reader may say: the longest text with every character escaped. */
const mostOutput = 32 * megabyte;

/** Files that are read at once, and those that wait for it at most. */
export interface ExtractionQueue {
  readonly atOnce: number;
  readonly waiting: number;
}
const defaultQueue: ExtractionQueue = { atOnce: 2, waiting: 20 };

/**
 * Reads files by what is in them. Plain text is decoded here; everything with a structure is read in a process of its
 * own that ends when it takes too long or too much memory, so that no file holds the server up.
 *
 * @param given limits in place of the default ones
 */
export function createTextExtractor(
  given: Partial<ExtractionLimits> = {},
  { atOnce, waiting: mostWaiting }: ExtractionQueue = defaultQueue,
): TextExtractor {
  const limits = { ...defaults, ...given };
  const slots = new Slots(atOnce);
  let waiting = 0;
  const read = async (kind: string, name: string, bytes: Uint8Array) => {
    if (waiting >= mostWaiting + atOnce) throw new SophiaError('knowledge.busy', [], { seconds: 30 });
    waiting += 1;
    try {
      return await slots.run(() => readAside(kind, name, bytes, limits));
    } finally {
      waiting -= 1;
    }
  };
  return {
    async extract({ name, bytes }): Promise<Extracted> {
      const detected = detect(name, bytes);
      switch (detected.kind) {
        case 'locked':
          throw new SophiaError('knowledge.password', [], { name });
        case 'other':
          throw new SophiaError('knowledge.format_unknown', [], { name, found: detected.found });
        case 'text':
          return { format: 'text', text: plainText(name, bytes) };
        case 'markdown': {
          const source = plainText(name, bytes);
          if (source.length > limits.characters) throw faultOf({ kind: 'fault', code: 'too_long' }, name, limits);
          return { format: 'markdown', ...(await read('markdown', name, Buffer.from(source))) };
        }
        default:
          return { format: detected.kind === 'zip' ? 'docx' : 'pdf', ...(await read(detected.kind, name, bytes)) };
      }
    },
  };
}

/** How a reader's process ended. */
interface Ending {
  readonly output: string;
  readonly faults: string;
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly isLate: boolean;
  readonly isHungry: boolean;
}

async function readAside(
  kind: string,
  name: string,
  bytes: Uint8Array,
  limits: ExtractionLimits,
): Promise<Omit<Extracted, 'format'>> {
  const ending = await run(kind, bytes, limits);
  if (ending.isLate) {
    throw new SophiaError('knowledge.too_slow', [], { name, seconds: Math.ceil(limits.milliseconds / 1_000) });
  }
  // Ended by the watch, by the system, or given up by the engine because its heap is full.
  if (
    ending.isHungry ||
    ending.signal !== null ||
    /heap out of memory|Array buffer allocation failed/.test(ending.faults)
  ) {
    throw new SophiaError('knowledge.too_hungry', [], { name, limit: limits.memory });
  }
  const outcome = v.safeParse(v.pipe(v.string(), v.parseJson(), OutcomeSchema), ending.output);
  if (!outcome.success)
    throw new Error(`The reader of ${kind} ended with ${ending.code}: ${ending.faults.slice(0, 2_000)}`);
  if (outcome.output.kind === 'fault') throw faultOf(outcome.output, name, limits);
  const { text, pages, title } = outcome.output;
  return { text, pages, title };
}

function run(kind: string, bytes: Uint8Array, limits: ExtractionLimits): Promise<Ending> {
  const { promise, resolve, reject } = Promise.withResolvers<Ending>();
  const { module, readable } = readerPlace();
  const reads = readable.map(folder => `--allow-fs-read=${folder}/*`);
  const flags = [`--max-old-space-size=${heapMegabytes}`, '--permission', ...reads];
  const child = spawn(process.execPath, [...flags, '--no-warnings', module, kind, JSON.stringify(limits)], {
    // Nothing of the server's environment, which holds secrets.
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let isLate = false;
  let isHungry = false;
  const unwatch = watchMemory(child.pid ?? 0, limits.memory, () => {
    isHungry = true;
    child.kill('SIGKILL');
  });
  const late = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limits.milliseconds);
  const output: Buffer[] = [];
  const faults: Buffer[] = [];
  let faultBytes = 0;
  let outputBytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    outputBytes += chunk.length;
    if (outputBytes > mostOutput) child.kill('SIGKILL');
    else output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (faultBytes < 64 * 1024) faults.push(chunk);
    faultBytes += chunk.length;
  });
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(bytes);
  const ended = () => {
    clearTimeout(late);
    unwatch();
  };
  child.on('error', error => {
    ended();
    reject(error);
  });
  child.on('close', (code, signal) => {
    ended();
    resolve({
      output: Buffer.concat(output).toString('utf8'),
      faults: Buffer.concat(faults).toString('utf8'),
      ...{ code, signal, isLate, isHungry },
    });
  });
  return promise;
}

function faultOf(fault: Fault, name: string, limits: ExtractionLimits): SophiaError {
  switch (fault.code) {
    case 'password':
      return new SophiaError('knowledge.password', [], { name });
    case 'damaged':
      return new SophiaError('knowledge.damaged', [], { name, reason: fault.reason });
    case 'format_unknown':
      return new SophiaError('knowledge.format_unknown', [], { name, found: fault.found });
    case 'expands':
      return new SophiaError('knowledge.expands', [], { name, limit: limits.unpacked });
    case 'too_long':
      return new SophiaError('knowledge.too_long', [], { name, limit: documentLimits.characters });
    case 'too_many_pages':
      return new SophiaError('knowledge.too_many_pages', [], { name, pages: fault.pages, limit: limits.pages });
  }
}
