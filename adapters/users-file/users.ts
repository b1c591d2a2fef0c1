import * as v from 'valibot';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(128));
const bcryptHash = v.pipe(
  v.string(),
  v.regex(
    /^\$2[aby]\$(?:0[4-9]|1[0-5])\$[./A-Za-z0-9]{53}$/,
    'must be a bcrypt hash ($2a$, $2b$ or $2y$, cost 04 to 15)',
  ),
);

const UserSchema = v.looseObject({
  username: name,
  password_hash: bcryptHash,
  personas: v.array(name),
  email: v.optional(v.nullable(v.string())),
  roles: v.optional(v.array(name), []),
  active: v.optional(v.boolean(), true),
  password: v.optional(v.never('plain passwords are refused: remove it, and give password_hash')),
});

const UsersSchema = v.object({ users: v.array(UserSchema) });

export type User = v.InferOutput<typeof UserSchema>;

function faultOf(issue: v.BaseIssue<unknown>): string {
  const path = issue.path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('') ?? '';
  // Messages of the schema tell what was received: never for what is secret.
  const secret = /password/.test(path) && issue.type !== 'never' && issue.type !== 'regex';
  return `${path.replace(/^\./, '') || 'the file'}: ${secret ? 'must be text' : issue.message}`;
}

/** Users of the file's text, or all that is wrong with it. */
export function parseUsers(text: string): { users: readonly User[] } | { faults: readonly string[] } {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { faults: ['it is not JSON'] };
  }
  const parsed = v.safeParse(UsersSchema, input);
  if (!parsed.success) return { faults: parsed.issues.map(faultOf) };
  const { users } = parsed.output;
  const twice = users.filter((user, index) => users.findIndex(other => other.username === user.username) < index);
  if (twice.length > 0) return { faults: twice.map(user => `the user ${user.username} is listed twice`) };
  return { users };
}
