/** What reading one file may take. */
export interface ExtractionLimits {
  /** Milliseconds from the start of the reader's process. */
  readonly milliseconds: number;
  /** Bytes of memory of the reader's process. */
  readonly memory: number;
  /** Bytes that an archive unpacks to, as it declares and as it really does. */
  readonly unpacked: number;
  /** Files in an archive. */
  readonly entries: number;
  readonly pages: number;
  /** Characters of text. */
  readonly characters: number;
}
