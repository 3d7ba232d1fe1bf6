import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes the names in a folder durable. Without it, a power cut may undo a rename. */
export async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
