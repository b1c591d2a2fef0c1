import type {
  AdminInitiateAuthCommandOutput,
  AttributeType,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { SophiaError } from '../core/errors.ts';
import type { DirectorySignIn, Identity, TokenDirectory } from '../core/ports/identity-provider.ts';
import { type AwsOptions, clientOptions } from './aws/client-options.ts';
import { awsNameOf, storeError } from './aws/faults.ts';
import { openVerifier, type TokenOptions } from './cognito/tokens.ts';

export interface CognitoOptions extends AwsOptions, TokenOptions {}

type Library = typeof import('./cognito/client.ts');
type Connection = { readonly client: CognitoIdentityProviderClient; readonly library: Library };

/** Characters of a name and of a password that Cognito takes (API Reference). */
const longest = { username: 128, password: 256 };

/** All of them read the same to who signs in: wrong, unknown, not confirmed, to be reset. */
const rejections = new Set([
  'NotAuthorizedException',
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'InvalidParameterException',
  'UserLambdaValidationException',
]);
const isRejection = (error: unknown): boolean => rejections.has(awsNameOf(error));

const active = new Set(['CONFIRMED', 'EXTERNAL_PROVIDER', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED']);

/** A name is its own, letter by letter; an address says the same person in any letters. */
const isNameOf = (given: string, { username, email }: Identity): boolean =>
  given === username || (email !== undefined && given.toLowerCase() === email.toLowerCase());

/**
 * A user pool of Cognito: the attribute `custom:personas` names personas, groups are roles. Passwords go to Cognito and
 * nowhere else.
 *
 * @throws SophiaError storage.failed from its methods when the directory is denied or does not answer
 */
export function openCognito(options: CognitoOptions): TokenDirectory & { close(): Promise<void> } {
  const { userPoolId, clientId } = options;
  let connection: Promise<Connection> | undefined;
  let verifier: ReturnType<typeof openVerifier> | undefined;

  const ask = async <T>(work: (connection: Connection) => Promise<T>): Promise<T | undefined> => {
    connection ??= import('./cognito/client.ts').then(library => ({
      library,
      client: new library.CognitoIdentityProviderClient(clientOptions(options)),
    }));
    try {
      return await work(await connection);
    } catch (error) {
      if (isRejection(error)) return undefined;
      throw storeError(error, 'The user directory');
    }
  };

  const verify: TokenDirectory['verify'] = async token => {
    verifier ??= openVerifier(options);
    try {
      return await (await verifier)(token);
    } catch (error) {
      throw storeError(error, 'The user directory');
    }
  };

  const initiate = (flow: 'ADMIN_USER_PASSWORD_AUTH' | 'REFRESH_TOKEN_AUTH', parameters: Record<string, string>) =>
    ask(({ client, library }) =>
      client.send(
        new library.AdminInitiateAuthCommand({
          UserPoolId: userPoolId,
          ClientId: clientId,
          AuthFlow: flow,
          AuthParameters: parameters,
        }),
      ),
    );

  const signedIn = async (answer: AdminInitiateAuthCommandOutput | undefined): Promise<DirectorySignIn | undefined> => {
    if (answer?.ChallengeName !== undefined) throw new SophiaError('auth.challenge', [], {});
    const { IdToken: token, RefreshToken: refreshToken } = answer?.AuthenticationResult ?? {};
    const proven = token === undefined ? undefined : await verify(token);
    return proven && token !== undefined ? { ...proven, token, refreshToken } : undefined;
  };

  const signIn: TokenDirectory['signIn'] = async (username, password) => {
    const fits = username.length <= longest.username && password.length <= longest.password;
    if (username === '' || password === '' || !fits) return undefined;
    const answer = await initiate('ADMIN_USER_PASSWORD_AUTH', { USERNAME: username, PASSWORD: password });
    const found = await signedIn(answer);
    return found && isNameOf(username, found.identity) ? found : undefined;
  };

  const rolesOf = async (username: string): Promise<string[]> => {
    const roles: string[] = [];
    let token: string | undefined;
    do {
      const page = await ask(({ client, library }) =>
        client.send(
          new library.AdminListGroupsForUserCommand({ UserPoolId: userPoolId, Username: username, NextToken: token }),
        ),
      );
      for (const { GroupName: name } of page?.Groups ?? []) if (name !== undefined) roles.push(name);
      token = page?.NextToken;
    } while (token);
    return roles;
  };

  return {
    signIn,
    verify,
    refresh: async refreshToken => signedIn(await initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken })),
    authenticate: async (username, password) => (await signIn(username, password))?.identity,
    async find(username) {
      if (username === '' || username.length > longest.username) return undefined;
      const user = await ask(({ client, library }) =>
        client.send(new library.AdminGetUserCommand({ UserPoolId: userPoolId, Username: username })),
      );
      if (!user?.Enabled || !active.has(user.UserStatus ?? '')) return undefined;
      const identity = identityOf(user.Username ?? '', user.UserAttributes ?? [], await rolesOf(username));
      return isNameOf(username, identity) ? identity : undefined;
    },
    async close() {
      (await connection)?.client.destroy();
    },
  };
}

function identityOf(username: string, attributes: readonly AttributeType[], roles: readonly string[]): Identity {
  const attribute = (name: string) => attributes.find(each => each.Name === name)?.Value;
  const email = attribute('email');
  const personas = (attribute('custom:personas') ?? '').split(',').map(each => each.trim());
  return {
    username,
    personas: personas.filter(each => each !== ''),
    ...(email !== undefined && { email }),
    roles,
  };
}
