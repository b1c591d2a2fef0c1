import { record } from './engine.ts';
import { ProjectError, readProject } from './project.ts';
import type { Recording } from './recorded.ts';

/**
 * Records a stack whose program runs to its end.
 * @throws ProjectError with what the program says where it doesn't
 */
export async function recordWhole(
  root: string,
  stack: string,
): Promise<{ readonly recording: Recording; readonly region: string }> {
  const { config, name } = readProject(root, stack);
  const recording = await record({ root, stack, outputs: 'invented' });
  const [error] = errorsOf(recording);
  if (error !== undefined) throw new ProjectError(error);
  return { recording, region: config['aws:region'] || config[`${name}:region`] || 'us-east-1' };
}

/** What the program itself says is enough; else what it left on the terminal. */
export function errorsOf({ exitCode, messages, terminal }: Recording): string[] {
  if (exitCode === 0) return [];
  const said = messages.filter(({ severity }) => severity === 'error').map(({ text }) => text.trim());
  return said.length > 0 ? said : [terminal || `The program ended with exit code ${exitCode}.`];
}
