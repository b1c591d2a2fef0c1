/** Errors of links, embeddings, and what is kept beside dashboards. */
export const sharingMessages = {
  // A forged link, one of another installation and one that never was read the same.
  'share.unknown': (_: Record<string, never>) => 'There is no such link. Ask whoever sent it for the whole address.',
  // Expired, revoked, its persona taken from the sharer, its dashboard gone: which, is nothing to the guest.
  'share.ended': (_: Record<string, never>) => 'This link is over. Ask whoever sent it for a new one.',
  'share.view_invalid': (d: { filter: string; known: readonly string[] }) =>
    `The dashboard has no filter ${d.filter} to be fixed. ${d.known.length === 0 ? 'It has none.' : `Known: ${d.known.join(', ')}.`}`,
  'share.filter_not_applied': (_: Record<string, never>) =>
    'Not shown here: the filter that this link fixes does not reach these numbers.',
  'share.limit': (d: { limit: number }) =>
    `A dashboard has ${d.limit} links at most. Revoke some that are not needed any more.`,
  'embed.not_configured': (_: Record<string, never>) =>
    'No site may show dashboards in a frame. Start the platform with --embed-origins https://intranet.example.com.',
  'embed_key.unknown': (_: Record<string, never>) => 'There is no such key, or it was revoked already.',
  'favourite.limit': (d: { limit: number }) => `There can be ${d.limit} favourites at most. Unmark some first.`,
} as const;
