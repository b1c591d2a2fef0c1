import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuiltInFile, type BuiltInOutcome, installBuiltIns } from '../../../core/dashboards/built-in.ts';
import { createDashboardService } from '../../../core/dashboards/service.ts';
import type { DashboardPlatform } from './platform.ts';

/** The dashboards of a folder of YAML files, by name. */
export async function readBuiltIns(directory: string): Promise<BuiltInFile[]> {
  const names = (await readdir(directory)).filter(name => /\.ya?ml$/i.test(name)).toSorted();
  return Promise.all(names.map(async name => ({ name, text: await readFile(join(directory, name), 'utf8') })));
}

/** Puts the dashboards of a folder among those of the platform. */
export async function installFolder(platform: DashboardPlatform, directory: string): Promise<BuiltInOutcome[]> {
  const { stores, models, model, personas, clock } = platform;
  const { dashboards: store, audit } = stores;
  const dashboards = createDashboardService({ store, audit, clock, model, models });
  return installBuiltIns(await readBuiltIns(directory), { dashboards, store, clock, personas });
}
