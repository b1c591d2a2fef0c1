/** DuckDB's quoting, for the names and paths that its DDL can't take as parameters. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The path as a pattern that matches only itself: `*`, `?` and `[` are wild in the engine's file functions. */
export const exactPath = (path: string): string => path.replace(/[[*?]/g, '[$&]');
