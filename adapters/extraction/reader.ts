/**
 * Reads one file in a process of its own, which may neither write files nor start programs: the file comes in by the
 * standard input, what it says goes out by the standard output. Arguments: the kind, and the limits as JSON.
 */
import type { ExtractionLimits } from './limits.ts';
import { damaged, type Outcome, Unreadable } from './outcome.ts';

const [kind = '', limitsText = '{}'] = process.argv.slice(2);
const limits = JSON.parse(limitsText) as ExtractionLimits;

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function outcomeOf(bytes: Buffer): Promise<Outcome> {
  switch (kind) {
    case 'pdf':
      // A view of its own memory: the reader takes the buffer over.
      return (await import('./pdf.ts')).readPdf(new Uint8Array(bytes), limits);
    case 'zip':
      return (await import('./docx.ts')).readDocx(bytes, limits);
    case 'markdown':
      return (await import('./markdown.ts')).readMarkdown(bytes.toString('utf8'));
    default:
      throw damaged('It is of no known kind.');
  }
}

const outcome = await standardInput()
  .then(outcomeOf)
  .catch((error: unknown): Outcome => {
    if (error instanceof Unreadable) return error.fault;
    process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return damaged('Its content does not follow the rules of its format.').fault;
  });
process.stdout.write(JSON.stringify(outcome), () => process.exit(0));
