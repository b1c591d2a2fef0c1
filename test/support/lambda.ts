import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { unzipSync } from 'fflate';
import { build } from '../../components/internal/bundle.ts';

/**
 * What the runtime of Lambda does, as far as a function sees it: loads `index.handler` of the archive, hands it one event
 * after the other, and writes its answers apart from its log.
 */
const runtime = `
import { createInterface } from 'node:readline';
import { writeSync } from 'node:fs';
const { handler } = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) {
  const context = { awsRequestId: 'c6af9ac6', functionVersion: '7', callbackWaitsForEmptyEventLoop: true, getRemainingTimeInMillis: () => 29_000 };
  const answer = await handler(JSON.parse(line), context).then(result => ({ result, waits: context.callbackWaitsForEmptyEventLoop }), error => ({ error: error.message }));
  writeSync(3, JSON.stringify(answer) + '\\n');
}
`;

/** The archive of a function, unzipped as Lambda does: the folder of `index.mjs`. */
export function unpackedFunction(entry: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'function-'));
  const outcome = build({ entry, files, folder: path.relative('.', folder) });
  if (outcome.kind === 'faults') throw new Error(JSON.stringify(outcome.faults));
  const archive = readFileSync(path.resolve(outcome.bundle.archive));
  for (const [name, contents] of Object.entries(unzipSync(archive))) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), contents);
  }
  return folder;
}

/** A running instance of a function. */
export class LambdaFunction {
  /** Lines of its log. */
  readonly log: string[] = [];
  readonly #process: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.#process = spawn(process.execPath, ['--input-type=module', '-e', runtime, path.join(folder, 'index.mjs')], {
      cwd: os.tmpdir(),
      env: {
        PATH: process.env['PATH'] ?? '',
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'double',
        AWS_SECRET_ACCESS_KEY: 'double',
        AWS_SESSION_TOKEN: 'double',
        AWS_LAMBDA_FUNCTION_NAME: 'function',
        AWS_LAMBDA_FUNCTION_VERSION: '7',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
        LAMBDA_TASK_ROOT: folder,
        ...environment,
      },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      createInterface({ input: stream }).on('line', line => this.log.push(line));
    }
    const answers = this.#process.stdio[3] as NodeJS.ReadableStream;
    this.#answers = createInterface({ input: answers })[Symbol.asyncIterator]();
  }

  /** @throws Error with the words that Lambda would report, when the handler rejects */
  async invoke<T>(event: unknown): Promise<T> {
    this.#process.stdin!.write(`${JSON.stringify(event)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error(`The function ended:\n${this.log.join('\n')}`);
    const answer = JSON.parse(value) as { result: T } | { error: string };
    if ('error' in answer) throw new Error(answer.error);
    return answer.result;
  }

  /** The lines of metrics so far, each by name. */
  metrics(): Record<string, number>[] {
    const lines = this.log.filter(line => line.includes('"_aws"')).map(line => JSON.parse(line));
    return lines.map(({ _aws, service: _, ...metrics }) => metrics);
  }

  stop(): void {
    this.#process.kill('SIGKILL');
  }
}
