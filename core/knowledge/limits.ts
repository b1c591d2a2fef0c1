/** What a document may measure. */
export const limits = {
  /** Bytes of a file: 10 MB. */
  bytes: 10 * 1024 * 1024,
  /** Characters of its text: about 800 printed pages. */
  characters: 2_000_000,
  pages: 2_000,
  /** Characters of a title, of the name of a file, of a note. */
  title: 200,
  name: 200,
  note: 1_000,
  /** Characters of a search, and words of it. */
  query: 300,
  queryWords: 20,
} as const;
