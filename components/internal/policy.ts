import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** What a role may do, in the shape of an IAM statement. */
export interface Statement {
  /** `service:Action` in full: an action never holds a `*`. */
  readonly actions: readonly string[];
  readonly resources: readonly pulumi.Input<string>[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string | string[]>>>>> | undefined;
  /** Why the resource is `*`: only where AWS knows no narrower one. */
  readonly everyResource?: string | undefined;
}

/** A permission that a function, task or build is given; made by `read`, `write`, `invoke`, `query`, `publish` … */
export interface Grant {
  readonly statements: readonly Statement[];
}

/** The document of a policy that gives these grants: the same actions once, on all that they are given for. */
export function policyDocument(grants: readonly Grant[]): pulumi.Output<string> {
  const statements = grants.flatMap(grant => grant.statements);
  for (const statement of statements) checkStatement(statement);
  return pulumi
    .output(statements.map(({ actions, resources, conditions }) => ({ actions, resources, conditions })))
    .apply(known =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: joined(known).map(({ actions, resources, conditions }) => ({
          Effect: 'Allow',
          Action: actions,
          Resource: resources,
          ...(conditions && { Condition: conditions }),
        })),
      }),
    );
}

type Known = pulumi.UnwrappedObject<Pick<Statement, 'actions' | 'resources' | 'conditions'>>;

/** IAM takes 10,240 characters of all that a role is given itself: what is said once is not said again. */
function joined(statements: readonly Known[]): Known[] {
  const found = new Map<string, Known>();
  for (const statement of statements) {
    const same = JSON.stringify([statement.actions, statement.conditions]);
    const resources = [...(found.get(same)?.resources ?? []), ...statement.resources];
    found.set(same, { ...statement, resources: [...new Set(resources)] });
  }
  return [...found.values()];
}

/** What trusts a service of AWS with a role. */
export const trust = (...services: readonly string[]): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: services } }],
  });

/** ARN of a policy that AWS itself keeps; China and government regions have their own. */
export function managedPolicy(name: string, options: pulumi.InvokeOptions): pulumi.Output<string> {
  const { partition } = aws.getPartitionOutput({}, options);
  return pulumi.interpolate`arn:${partition}:iam::aws:policy/${name}`;
}

/** @throws Error for a grant written by hand that is wider than this house allows */
function checkStatement({ actions, resources, everyResource }: Statement): void {
  const wild = actions.filter(action => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action));
  if (wild.length > 0) throw new pulumi.RunError(`grants: ${wild.join(', ')} is no full action. Name each action.`);
  if (resources.includes('*') && !everyResource) {
    throw new pulumi.RunError(`grants: ${actions.join(', ')} on every resource. Name the resources, or say why not.`);
  }
}
