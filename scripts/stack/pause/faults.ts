/** What went wrong, with the mend, for whoever runs a command against the account. */
export function awsFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  if (/Credentials|UnrecognizedClient|InvalidClientToken|ExpiredToken|InvalidSignature/.test(name)) {
    return `AWS doesn't know who asks (${message}). Sign in, for example with aws sso login, and set AWS_PROFILE.`;
  }
  if (/AccessDenied|NotAuthorized/.test(name)) {
    return `AWS denies it: ${message} Use a role that may; run the command again, it goes on where it stopped.`;
  }
  if ('$metadata' in error || /ECONN|ENOTFOUND|Timeout/.test(`${name} ${message}`)) {
    return `AWS didn't do it (${name}): ${message} Run the command again: it goes on where it stopped.`;
  }
  return message;
}
