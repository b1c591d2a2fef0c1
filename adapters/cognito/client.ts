/** What is used of the client, by name: a bundle keeps no more of it, in a file that is read with the first use. */
export {
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
