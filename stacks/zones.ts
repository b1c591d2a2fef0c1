import * as aws from '@pulumi/aws';
import type { Fault } from '../components/internal/arguments.ts';
import type { Settings } from './settings/schema.ts';

export interface ZonesOutcome {
  readonly names: readonly string[];
  readonly faults: readonly Fault[];
}

/** The zones of the region, where nothing is wrong with it, and whether they are enough. */
export async function availableZonesOf(
  { region, zones }: Partial<Settings>,
  faults: readonly Fault[],
): Promise<ZonesOutcome> {
  if (region === undefined || faults.some(({ path }) => path === 'aws:region')) return { names: [], faults: [] };
  try {
    const { names } = await aws.getAvailabilityZones({ region, state: 'available' });
    return { names, faults: fewZones(region, zones, names) };
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).trim().split('\n');
    const mend = 'Check the name of the region, and the credentials; then run again.';
    return { names: [], faults: [{ path: 'region', reason: `AWS does not tell its zones (${reason})`, mend }] };
  }
}

function fewZones(region: string, zones: number | undefined, names: readonly string[]): Fault[] {
  if (zones === undefined || zones <= names.length) return [];
  const reason = `${region} has ${names.length}, ${zones} were asked for`;
  return [{ path: 'zones', reason, mend: 'Ask for fewer zones, or choose another region.' }];
}
