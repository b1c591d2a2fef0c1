import { readdirSync } from 'node:fs';
import type { Fault } from '../components/internal/arguments.ts';
import { bundle } from '../components/internal/bundle.ts';
import { type FileSettings, folderOf } from './model.ts';
import { preparedFiles } from './prepared.ts';

/** Functions of the stack, each a folder of lambdas/. */
const answering = ['query-orchestrator', 'dashboard-generator'] as const;
const others = ['user-migration', 'cost-reporter'] as const;

/** The module of a function. */
export const entryOf = (part: Part): string => `lambdas/${part}/handler.ts`;

type Part = (typeof answering | typeof others)[number];
type Files = Readonly<Record<string, string>> | undefined;

const named = (files: readonly string[]): Record<string, string> => Object.fromEntries(files.map(file => [file, file]));

/** What a handler reads: it is part of the archive, under the names that it is told. */
export function filesOf(part: Part, settings: FileSettings): Files {
  if (part !== 'query-orchestrator' && part !== 'dashboard-generator') return undefined;
  const models = preparedFiles(settings);
  return part === 'dashboard-generator' ? { ...models, ...named(dashboardFiles(folderOf(settings))) } : models;
}

/** The dashboards that are put in place at the start. */
const dashboardFiles = (folder: string | undefined): string[] =>
  folder === undefined
    ? []
    : readdirSync(folder)
        .filter(file => /\.ya?ml$/i.test(file))
        .toSorted()
        .map(file => `${folder}/${file}`);

/** Builds the code of all functions before anything is registered, and says what doesn't build. */
export function bundleFaults(settings: FileSettings): Fault[] {
  return [...answering, ...others].flatMap(part => {
    const outcome = bundle({ entry: entryOf(part), files: filesOf(part, settings) });
    return outcome.kind === 'faults' ? outcome.faults.map(fault => ({ ...fault, path: entryOf(part) })) : [];
  });
}
