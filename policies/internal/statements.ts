import { at, each, isMembers, type Members, texts } from './members.ts';

export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Everything but these is meant: `NotAction`, `NotResource` or `NotPrincipal` is there. */
  readonly inverted: boolean;
  /** Anybody at all: the principal is `*`. */
  readonly anybody: boolean;
  readonly conditions: Members;
}

/** Where resources keep the policies of IAM that give rights to an identity. */
const identityPolicies: Readonly<Record<string, readonly string[]>> = {
  'aws:iam/policy:Policy': ['policy'],
  'aws:iam/rolePolicy:RolePolicy': ['policy'],
  'aws:iam/userPolicy:UserPolicy': ['policy'],
  'aws:iam/groupPolicy:GroupPolicy': ['policy'],
};

/** Every statement of a document, given as JSON or as an object. */
export function statementsOf(document: unknown): Statement[] {
  const parsed: unknown = typeof document === 'string' ? JSON.parse(document) : document;
  const given = at(parsed, 'Statement');
  const list = Array.isArray(given) ? each(parsed, 'Statement') : [given].filter(isMembers);
  return list.map(statement => ({
    allows: statement['Effect'] === 'Allow',
    actions: texts(statement['Action']),
    resources: texts(statement['Resource']),
    inverted: ['NotAction', 'NotResource', 'NotPrincipal'].some(name => name in statement),
    anybody: statement['Principal'] === '*' || texts(at(statement, 'Principal.AWS')).includes('*'),
    conditions: isMembers(statement['Condition']) ? statement['Condition'] : {},
  }));
}

/** What a resource allows identities to do; nothing where it is no policy of theirs. */
export function allowedBy(type: string, props: Members): Statement[] {
  const inline = type === 'aws:iam/role:Role' ? each(props, 'inlinePolicies').map(one => one['policy']) : [];
  const documents = [...inline, ...(identityPolicies[type] ?? []).map(name => props[name])];
  return documents
    .filter(Boolean)
    .flatMap(statementsOf)
    .filter(({ allows }) => allows);
}
