import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { ProjectError } from '../project.ts';
import type { Recording } from '../recorded.ts';

/** A recording in a file, for a later one to be compared with. */
const format = 'sophia-recording/1';

const resource = v.object({
  urn: v.string(),
  type: v.string(),
  name: v.string(),
  parent: v.string(),
  custom: v.boolean(),
  remote: v.boolean(),
  inputs: v.record(v.string(), v.unknown()),
  protect: v.boolean(),
  retainOnDelete: v.boolean(),
  provider: v.string(),
  dependencies: v.array(v.string()),
  propertyDependencies: v.record(v.string(), v.array(v.string())),
  ignoreChanges: v.array(v.string()),
  aliases: v.array(v.string()),
});
const schema = v.object({
  format: v.literal(format, `it is no recording of the form ${format}`),
  recording: v.object({
    project: v.string(),
    stack: v.string(),
    resources: v.array(resource),
    outputs: v.record(v.string(), v.unknown()),
  }),
});

/** What of a recording is kept: what it said while it ran is not. */
export type Saved = Pick<Recording, 'project' | 'stack' | 'resources' | 'outputs'>;

export function save(file: string, { project, stack, resources, outputs }: Saved): void {
  const text = JSON.stringify({ format, recording: { project, stack, resources, outputs } }, null, 1);
  try {
    writeFileSync(file, `${text}\n`);
  } catch (cause) {
    throw new ProjectError(`${file} can't be written. Name a file in a folder that is there.`, { cause });
  }
}

/** @throws ProjectError where the file can't be read or holds no recording */
export function readSaved(file: string): Saved {
  const mend = 'Make one with npm run preview -- STACK --save FILE.';
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'is no JSON' : "can't be read";
    throw new ProjectError(`${file} ${reason}. ${mend}`, { cause });
  }
  const result = v.safeParse(schema, content);
  if (result.success) return result.output.recording;
  const [issue] = result.issues;
  throw new ProjectError(`${file} holds no recording: ${v.getDotPath(issue) ?? ''}: ${issue.message}. ${mend}`);
}
