import type { UserMigrationTriggerEvent } from 'aws-lambda';
import * as v from 'valibot';
import { openDynamoAudit } from '../../adapters/dynamodb/stores.ts';
import { openS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { systemClock } from '../../core/ports/clock.ts';
import { readEnvironment, text } from '../environment.ts';
import { faultOf } from '../query-orchestrator/problem.ts';
import { createTelemetry } from '../telemetry.ts';
import { type MigrationOptions, MigrationRefusal, migrateUser } from './migrate.ts';

const SettingsSchema = v.object({
  SOPHIA_USERS_BUCKET: text,
  SOPHIA_USERS_KEY: text,
  SOPHIA_AUDIT_TABLE: text,
});

let options: MigrationOptions | undefined;

function open(): MigrationOptions {
  const settings = readEnvironment(SettingsSchema, process.env);
  return {
    // Cognito waits five seconds: what does not answer soon is not waited for.
    objects: openS3ObjectStore({
      bucket: settings.SOPHIA_USERS_BUCKET,
      maxAttempts: 2,
      requestTimeoutMilliseconds: 1_000,
    }),
    key: settings.SOPHIA_USERS_KEY,
    audit: openDynamoAudit({ table: settings.SOPHIA_AUDIT_TABLE, maxAttempts: 2, requestTimeoutMilliseconds: 1_000 }),
    now: systemClock.now,
  };
}

/** Cognito's trigger when somebody signs in, or forgot the password, whom the pool does not know. */
export async function handler(event: UserMigrationTriggerEvent): Promise<UserMigrationTriggerEvent> {
  try {
    options ??= open();
    return await migrateUser(event, options);
  } catch (error) {
    const { log, measure } = createTelemetry('user-migration', process.env['SOPHIA_METRICS_NAMESPACE'] ?? 'Sophia');
    const refused = error instanceof MigrationRefusal;
    log({
      level: refused ? 'warning' : 'error',
      message: 'A user was not taken over',
      trigger: event.triggerSource,
      fault: faultOf(error),
    });
    // To Lambda every refusal is an error of the function: what is wrong with the function itself is counted apart.
    if (!refused) measure({ MigrationFailures: 1 });
    // Whatever went wrong, the person is told what one with a wrong password is.
    throw new MigrationRefusal();
  }
}
