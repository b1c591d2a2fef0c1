import type { PaletteEntry } from './palette-entries.ts';

type Entries = () => readonly PaletteEntry[];

/** What the page that is shown adds to the palette while it is shown. */
const added = new Set<Entries>();

/** Gives what takes them away again. */
export function addEntries(entries: Entries): () => void {
  added.add(entries);
  return () => added.delete(entries);
}

export const extraEntries = (): readonly PaletteEntry[] => [...added].flatMap(entries => entries());
