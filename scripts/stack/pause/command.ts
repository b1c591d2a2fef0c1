import { parseArgs } from 'node:util';
import { readProject } from '../project.ts';
import { awsFault } from './faults.ts';
import type { Step } from './step.ts';

export interface Command {
  readonly help: string;
  /** What to do with a service, and with a function. */
  readonly service: 'pauseService' | 'resumeService';
  readonly function: 'pauseFunction' | 'resumeFunction';
  /** What is said where nothing is to be done, and at the end. */
  readonly nothing: string;
  readonly done: string;
}

/** Runs `stack:pause` or `stack:resume` as a command. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await perform(command, process.argv.slice(2), line => process.stdout.write(`${line}\n`));
  } catch (error) {
    process.stderr.write(`${awsFault(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * Finds what is there, says each step, and takes it unless it is a dry run.
 * @throws Error with the mend, or what AWS says
 */
export async function perform(command: Command, args: string[], say: (line: string) => void): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
  if (values.help) return say(command.help.trimEnd());
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) throw new Error('Name one stack. See --help.');
  const { name, config } = readProject(process.cwd(), stack);
  const region = config['aws:region'] || config[`${name}:region`];
  if (!region) throw new Error(`Pulumi.${stack}.yaml names no region. Set aws:region.`);
  const { closeClients, openClients } = await import('./clients.ts');
  const { findPausable } = await import('./find.ts');
  const clients = openClients(region);
  try {
    const { services, functions } = await findPausable(clients, name, stack);
    if (services.length + functions.length === 0) {
      throw new Error(
        `Nothing in ${region} has the tags Project ${name} and Stack ${stack}. Is it deployed, and are these the account and region?`,
      );
    }
    const [ofServices, ofFunctions] = [await import('./services.ts'), await import('./functions.ts')];
    const steps: Step[] = [];
    for (const arn of services) steps.push(...(await ofServices[command.service](clients, arn)));
    for (const arn of functions) steps.push(...(await ofFunctions[command.function](clients, arn)));
    if (steps.length === 0) return say(command.nothing);
    for (const step of steps) {
      say(`${values['dry-run'] ? 'would ' : ''}${step.says}`);
      if (!values['dry-run']) await step.run();
    }
    say(values['dry-run'] ? 'Nothing was changed.' : command.done);
  } finally {
    closeClients(clients);
  }
}
