import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';
import { present, readText, readTexts } from './read.ts';
import type { AiContext } from './types.ts';

const WORDS_OF_A_SYNONYM = 4;

/** `ai_context` as an object, or as a text: a list of names gives synonyms, anything else is an instruction. */
export function readAiContext(map: Entry, faults: FaultLog): AiContext {
  const entry = present(map, 'ai_context');
  if (!entry) return Object.freeze({ synonyms: [], examples: [] });
  if (!entry.isMap) return fromText(readText(map, 'ai_context', faults) ?? '');
  const instructions = readText(entry, 'instructions', faults);
  const listed = readTexts(entry, 'synonyms', faults);
  // Only a lone text is a list written with commas: in a real list a comma belongs to the name.
  const synonyms = entry.get('synonyms')?.isList ? listed : listed.flatMap(text => text.split(','));
  return Object.freeze({
    ...(instructions && { instructions }),
    synonyms: unique(synonyms),
    examples: unique(readTexts(entry, 'examples', faults)),
  });
}

function fromText(text: string): AiContext {
  if (text === '') return Object.freeze({ synonyms: [], examples: [] });
  const parts = unique(text.split(','));
  const mostWords = parts.length > 1 ? WORDS_OF_A_SYNONYM : 2;
  const isList = !/[.!?:;\n]/.test(text) && parts.every(part => part.split(/\s+/).length <= mostWords);
  if (isList) return Object.freeze({ synonyms: parts, examples: [] });
  return Object.freeze({ instructions: text, synonyms: [], examples: [] });
}

const unique = (texts: readonly string[]): readonly string[] =>
  Object.freeze([...new Set(texts.map(text => text.trim()).filter(text => text !== ''))]);
