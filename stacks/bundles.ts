import type { Fault } from '../components/internal/arguments.ts';
import { bundle } from '../components/internal/bundle.ts';
import type { Settings } from './settings/schema.ts';

/** Functions of the stack, each a folder of lambdas/. */
const answering = ['query-orchestrator', 'dashboard-generator'] as const;
const others = ['user-migration', 'cost-reporter'] as const;

/** The module of a function. */
export const entryOf = (part: (typeof answering | typeof others)[number]): string => `lambdas/${part}/handler.ts`;

/** What the handlers read: it is part of the archive, under the names that they are told. */
export const modelFiles = ({ model_file, personas_file }: Settings): Record<string, string> => ({
  [model_file]: model_file,
  ...(personas_file !== undefined && { [personas_file]: personas_file }),
});

/** Builds the code of all functions before anything is registered, and says what doesn't build. */
export function bundleFaults(settings: Settings): Fault[] {
  const requests = [
    ...answering.map(part => ({ part, files: modelFiles(settings) })),
    ...others.map(part => ({ part, files: undefined })),
  ];
  return requests.flatMap(({ part, files }) => {
    const outcome = bundle({ entry: entryOf(part), files });
    return outcome.kind === 'faults' ? outcome.faults.map(fault => ({ ...fault, path: entryOf(part) })) : [];
  });
}
