import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';

/** Beside the tables; the underscore keeps it from being taken for one. */
export const manifestFile = '_dataset.json';

const ManifestSchema = v.object({
  format: v.literal(1),
  scale: v.number(),
  seed: v.number(),
  start: v.string(),
  until: v.string(),
  tables: v.record(v.string(), v.number()),
});

/** What a made data set says of itself: settings, first and last day, rows of each table. */
export type Manifest = v.InferOutput<typeof ManifestSchema>;

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  await writeFile(path.join(directory, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The manifest of a folder; undefined when it holds no data set of ours, or one that was not finished. */
export async function readManifest(directory: string): Promise<Manifest | undefined> {
  try {
    const parsed = v.safeParse(ManifestSchema, JSON.parse(await readFile(path.join(directory, manifestFile), 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
