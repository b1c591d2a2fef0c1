/** Errors of identity and personas. */
export const identityMessages = {
  'persona.unknown': (d: { persona: string }) => `There is no persona ${d.persona} that you may use.`,
  'personas.invalid': (d: { file: string; faults: readonly string[] }) =>
    `${d.file} has ${d.faults.length} fault${d.faults.length === 1 ? '' : 's'}: ${d.faults.join('; ')}`,
  'auth.required': (_: Record<string, never>) => 'Sign in first: the request carries no valid session.',
  'auth.rejected': (_: Record<string, never>) => 'The user name or the password is wrong.',
  'auth.throttled': (d: { seconds: number }) =>
    `Too many failed sign-ins. Try again in ${d.seconds} second${d.seconds === 1 ? '' : 's'}.`,
  'auth.challenge': (_: Record<string, never>) =>
    'This account has to do more than give its password: a second factor or a new password. Use the sign-in page.',
  'auth.csrf': (_: Record<string, never>) =>
    'The request is authorised by a cookie and lacks the X-CSRF-Token header of its session.',
} as const;
