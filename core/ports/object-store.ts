/** Named bytes. Keys are relative paths of letters, digits, `-`, `_`, `.` and `/`. */
export interface ObjectStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  delete(key: string): Promise<void>;
  list(prefix: string): Promise<readonly { key: string; size: number; modifiedAt: string }[]>;
}
