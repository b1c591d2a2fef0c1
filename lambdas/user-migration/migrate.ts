import type { UserMigrationTriggerEvent } from 'aws-lambda';
import bcrypt from 'bcryptjs';
import { parseUsers, type User } from '../../adapters/users-file/users.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { AuditLog } from '../../core/ports/stores.ts';

export interface MigrationOptions {
  readonly objects: ObjectStore;
  /** Key of the users file. */
  readonly key: string;
  readonly audit: AuditLog;
  now(): Date;
}

/** The file is there and can't be used: nobody can be taken over until it is mended. */
class UsersFileFault extends Error {}

/** Compared with when there is no such user, so that an unknown name takes as long as a wrong password. */
const decoy = '$2b$12$C6UzMDM.H6dfI/f/IKcEeO5Zr6nDjGFYHOyMHXuZfzQzhE7B7wC0a';

const find = (users: readonly User[], name: string): User | undefined => {
  const wanted = name.toLowerCase();
  const found = users.filter(
    ({ username, email }) => username.toLowerCase() === wanted || email?.toLowerCase() === wanted,
  );
  // Two that differ only by case, or share an address, can't be told apart here.
  return found.length === 1 ? found[0] : undefined;
};

async function usersOf({ objects, key }: MigrationOptions): Promise<readonly User[]> {
  const bytes = await objects.get(key);
  if (!bytes) return [];
  const parsed = parseUsers(new TextDecoder().decode(bytes));
  if ('faults' in parsed) throw new UsersFileFault(`The users file can't be used: ${parsed.faults.join('; ')}`);
  return parsed.users;
}

/** Nobody of that name and password is taken over. Cognito puts the words before the person; they tell nothing more. */
export class MigrationRefusal extends Error {
  constructor() {
    super('The user name or the password is wrong.');
    this.name = 'MigrationRefusal';
  }
}

/**
 * Takes a person over from the users file when they first sign in, with the password they have, or when they ask for a
 * new one. What Cognito is given back confirms them; no message is sent and no password is made up.
 *
 * @throws MigrationRefusal when the name or the password is wrong; UsersFileFault, storage.failed when nobody could be
 *   taken over
 */
export async function migrateUser(
  event: UserMigrationTriggerEvent,
  options: MigrationOptions,
): Promise<UserMigrationTriggerEvent> {
  const isSignIn = event.triggerSource === 'UserMigration_Authentication';
  if (!isSignIn && event.triggerSource !== 'UserMigration_ForgotPassword') throw new MigrationRefusal();
  const user = find(await usersOf(options), event.userName);
  const password = event.request.password ?? '';
  const matches = isSignIn ? await bcrypt.compare(password, user?.password_hash ?? decoy) : true;
  const taken = user?.active && matches ? user : undefined;
  // Who has no address could not be sent the code for a new password.
  const mayMove = taken !== undefined && (isSignIn || Boolean(taken.email));
  await options.audit.append({
    at: options.now().toISOString(),
    actor: event.userName.slice(0, 100),
    action: 'user.migrate',
    target: event.userPoolId,
    outcome: mayMove ? 'ok' : 'refused',
    details: { trigger: event.triggerSource },
  });
  if (!taken || !mayMove) throw new MigrationRefusal();
  event.response.userAttributes = {
    username: taken.username,
    'custom:personas': taken.personas.join(','),
    ...(taken.email && { email: taken.email, email_verified: 'true' }),
  };
  if (isSignIn) event.response.finalUserStatus = 'CONFIRMED';
  event.response.messageAction = 'SUPPRESS';
  return event;
}
