/**
 * Words that cannot be names unless quoted. Of ANSI SQL's reserved words these are the ones that have a part
 * in the grammar of queries or expressions. Those that the standard reserves but every engine takes as
 * a column's name (date, year, value, position, rank …) are left out: real models use them everywhere, and
 * the parser can tell them apart.
 */
const RESERVED = new Set(
  `ALL AND ANY AS ASC BETWEEN BOTH BY CASE CAST CHECK COLLATE CONSTRAINT CREATE CROSS CURRENT_DATE CURRENT_ROLE
  CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DEFAULT DELETE DESC DISTINCT DROP ELSE END ESCAPE EXCEPT EXISTS EXTRACT
  FALSE FETCH FOR FOREIGN FROM FULL GRANT GROUP HAVING ILIKE IN INNER INSERT INTERSECT INTERVAL INTO IS JOIN LATERAL
  LEADING LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP NATURAL NOT NULL OFFSET ON OR ORDER OUTER OVER PARTITION PRIMARY
  REFERENCES REVOKE RIGHT SELECT SESSION_USER SOME TABLE THEN TO TRAILING TRUE TRY_CAST UNION UNIQUE UPDATE USER USING
  VALUES WHEN WHERE WINDOW WITH WITHIN`.split(/\s+/),
);

/** Names kept free for proposals to come; no model may define them, even quoted forms read alike. */
const DEFERRED_NAMES = new Set(['GRAIN', 'FILTER', 'QUERY_FILTER']);

/** Whether an unquoted word is part of the language and so no name. */
export const isReservedWord = (word: string): boolean => RESERVED.has(word.toUpperCase());

/** Whether the standard keeps this name for a later proposal. */
export const isDeferredName = (word: string): boolean => DEFERRED_NAMES.has(word.toUpperCase());
