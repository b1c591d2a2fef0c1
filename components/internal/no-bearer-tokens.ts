/** In place of the package `@aws-sdk/token-providers` in functions, which sign with credentials. */
const none = () => async (): Promise<never> => {
  throw new Error('There is no bearer token: functions sign with their credentials.');
};

/** A token of the environment. */
export const fromEnvSigningName = none;
/** A token of a person who signed in. */
export const nodeProvider = none;
