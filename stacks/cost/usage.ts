/** What is done with a stack in a month, as far as it is billed. All of it is stated, none of it measured. */
export interface Usage {
  readonly queriesPerDay: number;
  /** Part of the questions that the cache answers, 0 to 1. */
  readonly cachedPart: number;
  /** Megabytes that Athena scans for a question that the cache doesn't answer; it bills 10 at least. */
  readonly megabytesScanned: number;
  /** Requests to the API for a question: asking, and asking again for the answer. */
  readonly requestsPerQuery: number;
  /** Seconds that a function works on such a request. */
  readonly secondsPerRequest: number;
  /** Part of the questions that a language model is asked, where the stack has one. */
  readonly modelPart: number;
  readonly modelInputTokens: number;
  readonly modelOutputTokens: number;
  /** People who sign in. */
  readonly people: number;
  /** Dashboards made or changed by each of them. */
  readonly generationsPerPerson: number;
  /** Pages and refreshed tiles that each of them loads in a month. */
  readonly pageRequestsPerPerson: number;
  /** Gigabytes in buckets, tables and registries. */
  readonly objectGigabytes: number;
  readonly tableGigabytes: number;
  /** Kilobytes of logs for a request, all log groups together. */
  readonly logKilobytesPerRequest: number;
  /** Gigabytes sent to browsers and programs, and through NAT gateways. */
  readonly internetGigabytes: number;
  readonly deployments: number;
}

/** The load that the platform is made for: 10,000 questions a day of 100 people. */
export const statedUsage: Usage = {
  queriesPerDay: 10_000,
  cachedPart: 0.3,
  megabytesScanned: 100,
  requestsPerQuery: 2,
  secondsPerRequest: 1.5,
  modelPart: 0.1,
  modelInputTokens: 4_000,
  modelOutputTokens: 400,
  people: 100,
  generationsPerPerson: 10,
  pageRequestsPerPerson: 5_000,
  objectGigabytes: 50,
  tableGigabytes: 5,
  logKilobytesPerRequest: 4,
  internetGigabytes: 50,
  deployments: 20,
};

/** Days of a month, as its hours are counted. */
export const monthDays = 730 / 24;

export const queriesOf = ({ queriesPerDay }: Usage): number => queriesPerDay * monthDays;
export const apiRequestsOf = (usage: Usage): number =>
  queriesOf(usage) * usage.requestsPerQuery + usage.people * usage.generationsPerPerson;
export const pageRequestsOf = ({ people, pageRequestsPerPerson }: Usage): number => people * pageRequestsPerPerson;

/** What happens in an account whether somebody asks or not, for what records it. */
export const quietAccount = {
  configurationChanges: 1_000,
  configurationEvaluations: 3_000,
  events: 1_000_000,
  imageGigabytes: 1,
} as const;
