import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createUsersFile, openUsersFile } from '../../adapters/users-file.ts';
import { identityProviderContract } from '../contracts/identity-provider.ts';
import { codeOf, faultOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const root = temporaryFolder('users');
let files = 0;

const user = (username: string, more: Record<string, unknown> = {}) => ({
  username,
  password_hash: hashes.b,
  personas: ['analyst'],
  active: true,
  ...more,
});

/** bcrypt of "U*U", cost 5, in its three spellings: a vector of the original implementation. */
const hashes = {
  a: '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  b: '$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  y: '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
};
const password = 'U*U';

function usersFile(content: unknown, mode = 0o600): string {
  const file = join(root, `users-${++files}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content), { mode });
  return file;
}

identityProviderContract({
  name: 'users file',
  open: () =>
    openUsersFile({
      file: usersFile({
        users: [
          user('ann', { personas: ['analyst', 'buyer'], email: 'ann@example.com', roles: ['admin'] }),
          user('ivo', { active: false }),
        ],
      }),
    }),
  annPassword: password,
  ivoPassword: password,
});

describe('users file', () => {
  test('knows all three spellings of bcrypt', async () => {
    const users = Object.entries(hashes).map(([name, hash]) => user(name, { password_hash: hash }));
    const provider = await openUsersFile({ file: usersFile({ users }) });
    for (const name of Object.keys(hashes)) {
      expect((await provider.authenticate(name, password))?.username).toBe(name);
    }
  });

  test('a changed file counts from the next call on', async () => {
    const file = usersFile({ users: [user('ann')] });
    const provider = await openUsersFile({ file });
    expect(await provider.find('eve')).toBeUndefined();
    writeFileSync(file, JSON.stringify({ users: [user('eve'), user('ann', { active: false })] }));
    expect((await provider.authenticate('eve', password))?.username).toBe('eve');
    expect(await provider.authenticate('ann', password)).toBeUndefined();
    writeFileSync(file, '{"users": [');
    expect(await codeOf(provider.authenticate('eve', password))).toBe('users.invalid');
    expect(await codeOf(provider.find('eve'))).toBe('users.invalid');
  });

  test.each([
    ['not JSON', 'users: []'],
    ['no users', {}],
    ['a plain password', { users: [{ ...user('ann'), password: 'hunter2-plain' }] }],
    ['a plain password as hash', { users: [user('ann', { password_hash: 'hunter2-plain' })] }],
    ['no hash', { users: [user('ann', { password_hash: undefined })] }],
    ['another hash', { users: [user('ann', { password_hash: '$argon2id$v=19$m=65536$hunter2-plain' })] }],
    ['a user twice', { users: [user('ann'), user('ann')] }],
    ['no personas', { users: [user('ann', { personas: undefined })] }],
    ['an empty name', { users: [user(' ')] }],
  ])('%s is refused, and no password is repeated', async (_, content) => {
    const fault = await faultOf(openUsersFile({ file: usersFile(content) }));
    expect(fault.code).toBe('users.invalid');
    expect(fault.message).not.toContain('hunter2');
  });

  test('tells all faults at once', async () => {
    const file = usersFile({ users: [user('ann', { password_hash: 'x', personas: 5 }), user('')] });
    const fault = await faultOf(openUsersFile({ file }));
    expect('faults' in fault.details && fault.details.faults).toHaveLength(3);
  });

  test.each([0o644, 0o666, 0o620])('a file that others may read or write (%d) is refused', async mode => {
    const file = usersFile({ users: [user('ann')] });
    chmodSync(file, mode);
    expect(await codeOf(openUsersFile({ file }))).toBe('users.invalid');
  });

  test('a missing file is told', async () => {
    expect(await codeOf(openUsersFile({ file: join(root, 'nowhere.json') }))).toBe('users.invalid');
  });

  test('new users have random passwords, given back once, that work and stand nowhere in the file', async () => {
    const file = join(root, 'made', 'users.json');
    const made = await createUsersFile(
      file,
      [
        { username: 'ann', personas: ['analyst'], roles: ['admin'] },
        { username: 'bob', personas: ['buyer'], email: 'bob@example.com' },
      ],
      { cost: 4 },
    );
    expect(made.map(({ username }) => username)).toEqual(['ann', 'bob']);
    expect(new Set(made.map(one => one.password)).size).toBe(2);
    const provider = await openUsersFile({ file });
    for (const { username, password: random } of made) {
      expect((await provider.authenticate(username, random))?.username).toBe(username);
      expect(readFileSync(file, 'utf8')).not.toContain(random);
      expect(random.length).toBeGreaterThanOrEqual(16);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await codeOf(createUsersFile(file, [], { cost: 4 }))).toBe('users.invalid');
  });
});
