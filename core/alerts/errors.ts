/** Errors of alerts. */
export const alertMessages = {
  'alert.unknown': (_: Record<string, never>) => 'There is no such alert.',
  'alert.not_yours': (_: Record<string, never>) =>
    'The alert is somebody else’s: who made it can change it, and an administrator.',
  'alert.no_number': (d: { reason: string }) =>
    `An alert watches one number: ${d.reason} Choose a number tile, or a plan of measures without groups.`,
  'alert.other_dashboard': (d: { from: string; to: string }) =>
    `An alert stays where it was made: this one watches ${d.from}. Make a new alert ${d.to}, and take this one away if it is not wanted any more.`,
  'alert.tile_gone': (d: { dashboard: string; tile: string; known: readonly string[] }) =>
    `${d.dashboard} has no tile “${d.tile}”, or not any more. ${
      d.known.length === 0
        ? 'No tile of it shows a number now: bring the tile back from its history, or take the alert away.'
        : `Watch another number of it (${d.known.slice(0, 5).join(', ')}${d.known.length > 5 ? ' …' : ''}), bring the tile back from its history, or take the alert away.`
    }`,
  'alert.dashboard_hidden': (d: { dashboard: string; owner: string }) =>
    `The dashboard ${d.dashboard} is not for ${d.owner} any more, with whose rights the alert runs. Let ${d.owner} see it again, or take the alert away.`,
  'alert.column_unknown': (d: { column: string; known: readonly string[] }) =>
    `There is no number ${d.column}. Known: ${d.known.join(', ')}.`,
  'alert.number_missing': (_: Record<string, never>) =>
    'There is no number: no rows, or none that has a value. Whether that is well, the alert can not say.',
  'alert.many_numbers': (d: { rows: number }) => `There are ${d.rows} rows where one number was expected.`,
  'alert.not_comparable': (d: { reason: string }) => `It can not be compared with a time before: ${d.reason}`,
  'alert.before_missing': (_: Record<string, never>) => 'There is no number of the time before to compare with.',
  'alert.before_zero': (_: Record<string, never>) =>
    'The number of the time before is 0: a change in percent of it says nothing. Watch the absolute change.',
  'alert.owner_gone': (d: { owner: string }) =>
    `The alert runs with the rights of ${d.owner}, who does not have its persona any more. Make it anew.`,
  'alert.refused': (d: { reason: string }) => `The number was refused: ${d.reason}`,
  'alert.limit': (d: { limit: number }) => `There can be ${d.limit} alerts at most. Remove some first.`,
} as const;
