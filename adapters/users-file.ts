import { randomInt } from 'node:crypto';
import { type Stats, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SophiaError } from '../core/errors.ts';
import type { Identity, IdentityProvider } from '../core/ports/identity-provider.ts';
import { comparePassword, hashPassword } from './users-file/bcrypt.ts';
import { parseUsers, type User } from './users-file/users.ts';
import { systemCodeOf } from './vendor-error.ts';

/** No password is longer; longer input is not looked at. */
const longestPassword = 1024;
const defaultCost = 12;
/** Letters and digits that are not taken for one another. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

type Users = ReadonlyMap<string, User>;

const invalid = (file: string, faults: readonly string[], cause?: unknown): SophiaError =>
  new SophiaError('users.invalid', [], { file, faults }, { cause });

const identityOf = (user: User): Identity => ({
  username: user.username,
  personas: user.personas,
  roles: user.roles,
  ...(user.email ? { email: user.email } : {}),
});

/** Anyone who may write the file may sign in as anyone; who may read it may guess at leisure. */
const isOpenToOthers = (mode: number): boolean => process.platform !== 'win32' && (mode & 0o026) !== 0;

/** A hash that no password has, as dear to compare with as those of the file. */
function decoy(users: Users): string {
  const costs = [...users.values()].map(user => user.password_hash.slice(4, 6));
  const cost = costs.sort().at(-1) ?? String(defaultCost);
  return `$2b$${cost}$${'.'.repeat(21)}.${'.'.repeat(31)}`;
}

/** The users of the file, read again when it has changed. */
class UsersFile {
  readonly #file: string;
  #stamp = '';
  #users: Users = new Map();

  constructor(file: string) {
    this.#file = file;
  }

  async users(): Promise<Users> {
    const facts = this.#facts();
    const stamp = `${facts.ino} ${facts.size} ${facts.mtimeMs} ${facts.mode}`;
    if (stamp !== this.#stamp) {
      if (isOpenToOthers(facts.mode)) {
        throw invalid(this.#file, ['others may read or write it; make it yours alone (chmod 600)']);
      }
      this.#users = await this.#read();
      this.#stamp = stamp;
    }
    return this.#users;
  }

  /** With every request: at once it takes microseconds, by the threads of Node's pool it waits behind queries. */
  #facts(): Stats {
    try {
      return statSync(this.#file);
    } catch (cause) {
      throw invalid(this.#file, [`it can't be read (${systemCodeOf(cause)})`], cause);
    }
  }

  async #read(): Promise<Users> {
    const text = await readFile(this.#file, 'utf8').catch(cause => {
      throw invalid(this.#file, [`it can't be read (${systemCodeOf(cause)})`], cause);
    });
    const parsed = parseUsers(text);
    if ('faults' in parsed) throw invalid(this.#file, parsed.faults);
    return new Map(parsed.users.map(user => [user.username, user]));
  }
}

/**
 * Users of a file `{"users": [{"username", "password_hash" (bcrypt), "personas": [], "email"?, "roles"?, "active"?}]}`.
 * A changed file counts from the next call on.
 *
 * @throws SophiaError users.invalid (also from its methods) when the file is missing, open to others, or wrong
 */
export async function openUsersFile(options: { file: string }): Promise<IdentityProvider> {
  const file = new UsersFile(options.file);
  await file.users();
  return {
    async authenticate(username, password) {
      const users = await file.users();
      const user = users.get(username);
      const known = user !== undefined && password.length <= longestPassword;
      const matches = await comparePassword(password.slice(0, longestPassword), user?.password_hash ?? decoy(users));
      return known && matches && user.active ? identityOf(user) : undefined;
    },
    async find(username) {
      const user = (await file.users()).get(username);
      return user?.active ? identityOf(user) : undefined;
    },
  };
}

export interface NewUser {
  readonly username: string;
  readonly personas: readonly string[];
  readonly email?: string | undefined;
  readonly roles?: readonly string[] | undefined;
}

const randomPassword = (): string => Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');

/**
 * Writes a new users file, readable by its owner alone, with random passwords that are given back this once.
 *
 * @throws SophiaError users.invalid when the file exists already or can't be written
 */
export async function createUsersFile(
  file: string,
  users: readonly NewUser[],
  options: { cost?: number | undefined } = {},
): Promise<readonly { username: string; password: string }[]> {
  const cost = options.cost ?? defaultCost;
  const made = users.map(user => ({ user, password: randomPassword() }));
  const entries = await Promise.all(
    made.map(async ({ user, password }) => ({
      username: user.username,
      password_hash: await hashPassword(password, cost),
      personas: user.personas,
      ...(user.email === undefined ? {} : { email: user.email }),
      roles: user.roles ?? [],
      active: true,
    })),
  );
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ users: entries }, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    const code = systemCodeOf(cause);
    throw invalid(file, [code === 'EEXIST' ? 'it exists already' : `it can't be written (${code})`], cause);
  }
  return made.map(({ user, password }) => ({ username: user.username, password }));
}
