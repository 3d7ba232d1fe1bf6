import type { Archive } from './archive.js';
import { MOST_CHARACTERS } from './limits.js';
import { WorkbookProblem } from './problem.js';
import { cellAt, type SheetContext } from './sheet.js';
import { TextRuns } from './strings.js';
import { readXml } from './xml.js';

/** What somebody noted beside a cell. */
export interface SheetComment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** What programs put before a comment of a conversation, for older programs that do not know these. */
const FOR_OLD_PROGRAMS = /^\[[^\]]{1,40}\][\s\S]*?\b(Comment|Commentaire)\s*:\s*/;

export async function readComments(archive: Archive, path: string, context: SheetContext): Promise<SheetComment[]> {
  const comments: SheetComment[] = [];
  const runs = new TextRuns();
  let at: ReturnType<typeof cellAt> = null;
  await readXml(archive, path, {
    open(name, attributes) {
      if (name === 'comment') {
        at = cellAt(attributes['ref'] ?? '');
        runs.take();
      } else runs.handler.open(name, attributes, '');
    },
    text: runs.handler.text,
    close(name) {
      runs.handler.close(name);
      if (name !== 'comment') return;
      const text = runs.take().text.replace(FOR_OLD_PROGRAMS, '').replace(/\s+/g, ' ').normalize('NFC').trim();
      context.characters += text.length;
      if (context.characters > MOST_CHARACTERS) throw new WorkbookProblem('tooManyCharacters');
      if (at && text !== '') comments.push({ ...at, text });
    },
  });
  return comments;
}
