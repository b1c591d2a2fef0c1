import { nameWords } from '../words.ts';

/** The label of a described thing, else its name as words; with a capital. */
export const labelOf = (described: { name: string; label?: string | undefined }): string => {
  const words = described.label ?? nameWords(described.name).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
