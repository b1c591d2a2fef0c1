/** Local storage where it may be used, else a memory of this page only. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem'>;

export function pageStorage(): PageStorage {
  try {
    localStorage.setItem('sophia.probe', '1');
    localStorage.removeItem('sophia.probe');
    return localStorage;
  } catch {
    const memory = new Map<string, string>();
    return { getItem: key => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value) };
  }
}
