import type { ObjectStore } from '../ports/object-store.ts';
import { filesPrefix } from './report.ts';

/** Takes all files of a report away. */
export async function removeFiles(objects: Pick<ObjectStore, 'list' | 'delete'>, reportId: string): Promise<void> {
  for (const { key } of await objects.list(filesPrefix(reportId))) await objects.delete(key);
}
