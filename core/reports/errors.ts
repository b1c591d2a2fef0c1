/** Errors of scheduled reports. */
export const reportMessages = {
  'report.unknown': (_: Record<string, never>) => 'There is no such report.',
  'report.not_yours': (_: Record<string, never>) =>
    'The report is somebody else’s: who made it can change it, and an administrator.',
  'report.other_dashboard': (d: { from: string; to: string }) =>
    `A report stays with its dashboard: this one is of ${d.from}. Make a new report of ${d.to}, and take this one away if it is not wanted any more.`,
  'report.schedule_invalid': (d: { reason: string }) =>
    `The schedule can't be read: ${d.reason} Write minute, hour, day, month and weekday: "0 8 * * 1-5" is 8:00 from Monday to Friday.`,
  'report.time_zone_unknown': (d: { zone: string }) =>
    `There is no time zone ${d.zone}. Write it as Europe/Berlin, America/New_York or UTC.`,
  'report.never': (_: Record<string, never>) => 'The schedule never comes: there is no such day.',
  'report.owner_gone': (d: { owner: string }) =>
    `The report is made with the rights of ${d.owner}, who does not have its persona any more. Make it anew.`,
  'report.file_unknown': (_: Record<string, never>) => 'There is no such file, or it was cleared away.',
  'report.limit': (d: { limit: number }) => `There can be ${d.limit} reports at most. Remove some first.`,
} as const;
