import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';

type Child = pulumi.CustomResourceOptions;

interface PageSettings {
  readonly callbackUrls: readonly string[];
  readonly logoutUrls?: readonly string[] | undefined;
}

const lifetimes = {
  accessTokenValidity: 15,
  idTokenValidity: 15,
  tokenValidityUnits: { accessToken: 'minutes', idToken: 'minutes', refreshToken: 'days' },
};

/** The page has no secret to keep: it signs in by code and PKCE. The API's own login does so on the server's side. */
export function pageClient(name: string, args: PageSettings, pool: aws.cognito.UserPool, child: Child) {
  return new aws.cognito.UserPoolClient(
    `${name}-page`,
    {
      userPoolId: pool.id,
      generateSecret: false,
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ['code'],
      allowedOauthScopes: ['openid', 'email', 'profile'],
      supportedIdentityProviders: ['COGNITO'],
      callbackUrls: [...args.callbackUrls],
      logoutUrls: [...(args.logoutUrls ?? args.callbackUrls)],
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      // Nobody learns by trying whether somebody has an account.
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
      readAttributes: ['email', 'email_verified', 'name', 'preferred_username', 'custom:personas'],
      // Not their personas: those are given.
      writeAttributes: ['email', 'name'],
      ...lifetimes,
      refreshTokenValidity: 30,
    },
    child,
  );
}

/** Services show a secret and get a token for what they may do. */
export function serviceClient(
  name: string,
  scopes: Readonly<Record<string, string>>,
  pool: aws.cognito.UserPool,
  child: Child,
) {
  const server = new aws.cognito.ResourceServer(
    `${name}-resources`,
    {
      userPoolId: pool.id,
      identifier: name,
      name,
      scopes: Object.entries(scopes).map(([scopeName, scopeDescription]) => ({ scopeName, scopeDescription })),
    },
    child,
  );
  return new aws.cognito.UserPoolClient(
    `${name}-service`,
    {
      userPoolId: pool.id,
      generateSecret: true,
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ['client_credentials'],
      allowedOauthScopes: server.scopeIdentifiers,
      explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      enableTokenRevocation: true,
      ...lifetimes,
      refreshTokenValidity: 1,
    },
    child,
  );
}
