import type { Persona } from '../../../core/identity/persona.ts';
import type { QueryEngine } from '../../../core/ports/query-engine.ts';
import { EnvironmentFault } from '../../environment.ts';
import type { CloudSettings } from '../settings.ts';

/** The engine that the settings name, opened when it is first asked. @throws EnvironmentFault */
export async function openEngine(settings: CloudSettings, personas: readonly Persona[]): Promise<QueryEngine> {
  if (settings.SOPHIA_ENGINE === 'redshift') {
    const { openRedshift } = await import('../../../adapters/redshift.ts');
    return openRedshift({
      workgroup: settings.SOPHIA_REDSHIFT_WORKGROUP ?? '',
      database: settings.SOPHIA_REDSHIFT_DATABASE ?? '',
      schema: settings.SOPHIA_REDSHIFT_SCHEMA,
      secretArn: settings.SOPHIA_REDSHIFT_SECRET_ARN,
    });
  }
  const workgroups = settings.SOPHIA_ATHENA_WORKGROUPS ?? {};
  const without = personas.filter(({ name }) => workgroups[name] === undefined);
  if (without.length > 0) {
    const names = without.map(({ name }) => name).join(', ');
    throw new EnvironmentFault([
      `SOPHIA_ATHENA_WORKGROUPS: it has no workgroup of ${names}. Name one for each persona.`,
    ]);
  }
  const { openAthena } = await import('../../../adapters/athena.ts');
  return openAthena({
    database: settings.SOPHIA_ATHENA_DATABASE ?? '',
    workgroup: Object.values(workgroups)[0] ?? 'primary',
    workgroups,
    catalog: settings.SOPHIA_ATHENA_CATALOG,
    s3Endpoint: settings.AWS_ENDPOINT_URL_S3 ?? settings.AWS_ENDPOINT_URL,
  });
}
