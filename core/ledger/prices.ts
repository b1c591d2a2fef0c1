/** What is billed, in units in which every price is an integer or exact. All of us-east-1. */
export interface PriceTable {
  /** Micro-dollars for a tebibyte scanned. */
  readonly scanPerTebibyte: number;
  /** Bytes billed at least for a run of the engine. */
  readonly minimumBytes: number;
  /** Scans are billed in steps of so many bytes, rounded up. */
  readonly scanStepBytes: number;
  /** Pico-dollars for a gigabyte of memory held for one millisecond. */
  readonly computePerGigabyteMillisecond: number;
  /** Gigabytes of memory of the function that answers. */
  readonly computeGigabytes: number;
}

const mebibyte = 1024 ** 2;

/**
 * Athena: $5 per TB scanned, rounded up to the megabyte, 10 MB at least for a query
 * (https://aws.amazon.com/athena/pricing/; the AWS calculator takes 1 TB as 1,024 GB).
 * Lambda: $0.0000133334 per GB-second on arm64, which functions run on (https://aws.amazon.com/lambda/pricing/), at 1 GB.
 * Written down on 2026-11-21, as in stacks/cost/prices.ts, which a test holds them to.
 * The embedded engine costs nothing itself; its answers carry the same amounts as an estimate of what
 * they would cost on AWS.
 */
export const athenaPrices: PriceTable = {
  scanPerTebibyte: 5_000_000,
  minimumBytes: 10 * mebibyte,
  scanStepBytes: mebibyte,
  computePerGigabyteMillisecond: 13_333.4,
  computeGigabytes: 1,
};
