import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';
import { checkArguments, defined, faultsOf, required } from './internal/arguments.ts';
import { wholeNumber } from './internal/limits.ts';
import { pageClient, serviceClient } from './internal/user-clients.ts';

/** A function that lets people in who are not in the pool yet, and takes them over; a NodeFunction is one. */
export interface MigrationFunction {
  readonly functionName: pulumi.Input<string>;
  readonly aliasName: pulumi.Input<string>;
  readonly aliasArn: pulumi.Input<string>;
}

export interface UserDirectoryArgs {
  /** Where the page is sent after signing in: https, or http on localhost. */
  readonly callbackUrls: readonly string[];
  /** Where it is sent after signing out. Default the callbacks. */
  readonly logoutUrls?: readonly string[] | undefined;
  /** Roles: name of the group -> what its members may do. Default none. */
  readonly groups?: Readonly<Record<string, string>> | undefined;
  /** Codes of an authenticator app: nobody, whoever wants, everybody. Default `optional`. */
  readonly mfa?: 'off' | 'optional' | 'required' | undefined;
  /** Letters of a password at least, 12 to 99. Default 12. */
  readonly passwordLength?: number | undefined;
  /**
   * Watches for stolen passwords and strange sign-ins: not, noting both, or refusing stolen passwords and noting the rest.
   * Default `off`: it costs.
   */
  readonly threatProtection?: 'off' | 'audit' | 'enforced' | undefined;
  /** What services may be let to do: scope -> description. Default `query`. */
  readonly scopes?: Readonly<Record<string, string>> | undefined;
  /** Takes people over from elsewhere at their first sign-in. Default none. */
  readonly migration?: MigrationFunction | undefined;
  /** A name of its own for the sign-in pages; the certificate lies in us-east-1. Default one of Amazon's. */
  readonly domain?: { readonly name: string; readonly certificateArn: pulumi.Input<string> } | undefined;
  /** AWS refuses to delete the pool. Default true. */
  readonly deletionProtection?: boolean | undefined;
}

const defaults = {
  groups: {} as Readonly<Record<string, string>>,
  mfa: 'optional' as 'off' | 'optional' | 'required',
  passwordLength: 12,
  threatProtection: 'off' as 'off' | 'audit' | 'enforced',
  scopes: { query: 'Ask questions' } as Readonly<Record<string, string>>,
  deletionProtection: true,
};

const callback = v.pipe(
  v.string(),
  v.regex(
    /^(https:\/\/[\w.-]+|http:\/\/localhost)(:\d+)?(\/\S*)?$/,
    'it is no https address | Write it as https://dashboards.example.com/signed-in.',
  ),
);
const named = (what: string, pattern: RegExp) =>
  v.record(
    v.pipe(v.string(), v.regex(pattern, `it is no name of a ${what} | Use letters, digits, _ and -.`)),
    v.pipe(v.string(), v.minLength(1, 'it is empty | Say what it is for.')),
  );
const schema = v.object({
  migration: v.optional(v.object({ functionName: required, aliasName: required, aliasArn: required })),
  domain: v.optional(v.object({ name: required, certificateArn: required })),
  callbackUrls: v.pipe(v.array(callback), v.minLength(1, 'there are none | Name where people come back to.')),
  logoutUrls: v.optional(v.array(callback)),
  groups: named('group', /^[\w-]{1,128}$/),
  scopes: named('scope', /^[\w-]{1,256}$/),
  mfa: v.picklist(['off', 'optional', 'required'], 'there is no such choice | Give off, optional or required.'),
  threatProtection: v.picklist(['off', 'audit', 'enforced'], 'there is no such choice | Give off, audit or enforced.'),
  passwordLength: wholeNumber(12, 99),
});

/**
 * Who may sign in: a pool of Cognito where people carry their personas, with second factor, a policy of passwords, groups
 * as roles, a client for the page (code and PKCE, no secret) and one for services (client credentials).
 *
 * **Cost**: 10,000 people a month are free, then $0.015 each; with threat protection $0.020 each from the first;
 * services $0.00225 a token request. (aws.amazon.com/cognito/pricing, us-east-1, November 2026)
 */
export class UserDirectory extends pulumi.ComponentResource {
  readonly userPoolId: pulumi.Output<string>;
  readonly userPoolArn: pulumi.Output<string>;
  readonly pageClientId: pulumi.Output<string>;
  readonly serviceClientId: pulumi.Output<string>;
  /** The `iss` of its tokens. */
  readonly issuer: pulumi.Output<string>;
  /** Host of the sign-in pages. */
  readonly domain: pulumi.Output<string>;

  /** @throws RunError that lists all wrong arguments; nothing is registered */
  constructor(name: string, given: UserDirectoryArgs, opts?: pulumi.ComponentResourceOptions) {
    const args = { ...defaults, ...defined(given) };
    checkArguments('UserDirectory', name, faultsOf(schema, args));
    super('sophia:identity:UserDirectory', name, {}, opts);
    const child = { parent: this };

    const pool = userPool(name, args, child);
    if (args.threatProtection === 'enforced') blockStolenPasswords(name, pool, child);
    if (args.migration) letCall(name, args.migration, pool, child);
    for (const [group, description] of Object.entries(args.groups)) {
      const member = { name: group, description, userPoolId: pool.id };
      new aws.cognito.UserGroup(`${name}-group-${group}`, member, child);
    }
    const page = pageClient(name, args, pool, child);
    const service = serviceClient(name, args.scopes, pool, child);

    this.userPoolId = pool.id;
    this.userPoolArn = pool.arn;
    this.pageClientId = page.id;
    this.serviceClientId = service.id;
    this.issuer = pulumi.interpolate`https://${pool.endpoint}`;
    this.domain = signInDomain(name, args, pool, child);
    this.registerOutputs({
      userPoolId: this.userPoolId,
      userPoolArn: this.userPoolArn,
      pageClientId: this.pageClientId,
      serviceClientId: this.serviceClientId,
      issuer: this.issuer,
      domain: this.domain,
    });
  }
}

type Checked = UserDirectoryArgs & typeof defaults;
type Child = pulumi.CustomResourceOptions;

const text = (name: string, maximum: number) => ({
  name,
  attributeDataType: 'String',
  mutable: true,
  required: false,
  stringAttributeConstraints: { minLength: '0', maxLength: String(maximum) },
});

function userPool(name: string, args: Checked, child: Child): aws.cognito.UserPool {
  const { threatProtection, migration } = args;
  return new aws.cognito.UserPool(
    `${name}-pool`,
    {
      // Names of people are those of the file they come from; an e-mail address says the same person.
      aliasAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      usernameConfiguration: { caseSensitive: false },
      // Personas that a person is authorised for, separated by commas; only administrators write them.
      schemas: [text('personas', 2_048)],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      passwordPolicy: {
        minimumLength: args.passwordLength,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        passwordHistorySize: threatProtection === 'off' ? undefined : 12,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: { off: 'OFF', optional: 'OPTIONAL', required: 'ON' }[args.mfa],
      softwareTokenMfaConfiguration: args.mfa === 'off' ? undefined : { enabled: true },
      accountRecoverySetting: { recoveryMechanisms: [{ name: 'verified_email', priority: 1 }] },
      userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ['email'] },
      userPoolTier: threatProtection === 'off' ? 'ESSENTIALS' : 'PLUS',
      userPoolAddOns: { advancedSecurityMode: threatProtection.toUpperCase() },
      lambdaConfig: migration && { userMigration: migration.aliasArn },
      deletionProtection: args.deletionProtection ? 'ACTIVE' : 'INACTIVE',
    },
    child,
  );
}

/** Strange sign-ins are noted alone: who signs in through the API comes from one address, that of the function. */
const blockStolenPasswords = (name: string, pool: aws.cognito.UserPool, child: Child) =>
  new aws.cognito.RiskConfiguration(
    `${name}-risk`,
    {
      userPoolId: pool.id,
      compromisedCredentialsRiskConfiguration: { actions: { eventAction: 'BLOCK' } },
    },
    child,
  );

const letCall = (name: string, migration: MigrationFunction, pool: aws.cognito.UserPool, child: Child) =>
  new aws.lambda.Permission(
    `${name}-migration-permission`,
    {
      action: 'lambda:InvokeFunction',
      function: migration.functionName,
      qualifier: migration.aliasName,
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: pool.arn,
    },
    child,
  );

/** Names of Amazon's are shared by all accounts of a region, so the account's number is part of it. */
function signInDomain(name: string, { domain }: Checked, pool: aws.cognito.UserPool, child: Child) {
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const { region } = aws.getRegionOutput({}, child);
  const prefix = pulumi.interpolate`${name.toLowerCase()}-${accountId}`;
  new aws.cognito.UserPoolDomain(
    `${name}-domain`,
    domain
      ? { userPoolId: pool.id, domain: domain.name, certificateArn: domain.certificateArn }
      : { userPoolId: pool.id, domain: prefix },
    child,
  );
  return domain ? pulumi.output(domain.name) : pulumi.interpolate`${prefix}.auth.${region}.amazoncognito.com`;
}
