import type { Part, Settings } from '../settings.ts';
import { pick, pickWeighted, quoted } from '../sql.ts';
import { curators, documentFormats, documentKinds, documentTopics, salesRepresentatives } from './words.ts';

/** Knowledge of the demo company: documents from their upload to their place among what is known. */
export function knowledge(settings: Settings): Part {
  return { label: 'documents', statements: [], tables: [{ name: 'document', query: documentQuery(settings) }] };
}

const documentsOf = ({ scale }: Settings): number => Math.max(160, Math.round(2_400 * scale ** 0.5));

/**
 * More are uploaded as time goes on. What is new waits to be found; what was found is looked through; most of that is
 * kept, some of it goes out of date.
 */
function documentQuery(settings: Settings): string {
  const { random, start, until } = settings;
  const at = (purpose: string) => random.uniform(`document ${purpose}`, 'document_id');
  const count = documentsOf(settings);
  const days = `date_diff('day', DATE ${quoted(start)}, DATE ${quoted(until)})`;
  const source = pickWeighted(
    [
      ["'Upload'", 52],
      ["'Call'", 22],
      ["'Slack'", 16],
      ["'Help centre'", 10],
    ],
    at('source'),
  );
  return `
    WITH numbered AS (SELECT CAST(range AS INTEGER) AS document_id FROM range(1, ${count + 1})),
    dated AS (
      SELECT document_id, DATE ${quoted(start)} + CAST(floor(pow((document_id - ${at('day')}) / ${count}.0, 0.75) * (${days} + 0.99)) AS INTEGER) AS uploaded_date,
        3 + CAST(floor(pow(${at('patience')}, 2) * 60) AS INTEGER) AS found_after, 1 + CAST(floor(${at('work')} * 30) AS INTEGER) AS reviewed_after FROM numbered),
    placed AS (
      SELECT *, CASE WHEN ${at('overlooked')} < 0.06 OR uploaded_date + found_after > DATE ${quoted(until)} THEN 'New'
          WHEN uploaded_date + found_after + reviewed_after > DATE ${quoted(until)} THEN 'In review' WHEN ${at('kept')} < 0.13 THEN 'Rejected'
          WHEN ${at('ages')} < 0.18 AND uploaded_date < DATE ${quoted(until)} - 420 THEN 'Outdated' ELSE 'Curated' END AS state FROM dated)
    SELECT 'DOC-' || CAST(3000 + document_id AS VARCHAR) AS document_number,
      ${pick(documentKinds, at('kind'))} || ': ' || ${pick(documentTopics, at('topic'))} || ' ' || CAST(document_id AS VARCHAR) AS document_title,
      ${pick(documentTopics, at('topic'))} AS topic, ${pickWeighted(documentFormats, at('format'))} AS format, ${source} AS source,
      ${pick(salesRepresentatives, at('author'))} AS author, CASE WHEN ${at('unnamed')} < 0.05 THEN NULL ELSE ${pick(['English', 'English', 'English', 'Deutsch', 'Español', '日本語'], at('language'))} END AS document_language,
      state, uploaded_date,
      CASE WHEN state <> 'New' THEN uploaded_date + found_after END AS found_date,
      CASE WHEN state NOT IN ('New', 'In review') THEN uploaded_date + found_after + reviewed_after END AS reviewed_date,
      CASE WHEN state <> 'New' THEN ${pick(curators, at('curator'))} END AS curator,
      CAST(round(exp(4.4 + 1.2 * ${random.normal('document size', 'document_id')})) AS INTEGER) + 1 AS size_kilobytes,
      CASE WHEN state = 'Curated' THEN CAST(floor(pow(${at('views')}, 3) * 180) AS INTEGER) ELSE 0 END AS views_90_days,
      CASE WHEN ${at('unscored')} < 0.04 THEN NULL ELSE CAST(round(0.3 + 0.69 * ${at('relevance')}, 2) AS DECIMAL(3,2)) END AS relevance
    FROM placed ORDER BY document_id`;
}
