import { Archive } from './archive.js';
import { readComments, type SheetComment } from './comments.js';
import { MOST_SHEETS } from './limits.js';
import { WorkbookProblem, type ProblemFacts, type WorkbookProblemCode } from './problem.js';
import { readSheet, type Merge, type SheetContext, type SheetRow } from './sheet.js';
import { readSharedStrings } from './strings.js';
import { readStyles } from './styles.js';
import { attributeOf, isTrue, readXml } from './xml.js';

/** One sheet, as far as it holds text. */
export interface Sheet {
  readonly name: string;
  /** Whether the program shows its tab. */
  readonly isVisible: boolean;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  readonly hiddenColumns: readonly (readonly [number, number])[];
  readonly comments: readonly SheetComment[];
  readonly unansweredFormulas: number;
  /** Why the sheet is not read; the others are. */
  readonly problem: { readonly code: WorkbookProblemCode; readonly facts: ProblemFacts } | null;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
}

/** Problems of one sheet, which leave the others readable. */
const OF_ONE_SHEET: readonly WorkbookProblemCode[] = ['farCell', 'tooManyRows'];

interface Relation {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles`. The words before it differ between the two forms of the standard. */
  readonly kind: string;
  readonly path: string;
}

/**
 * Reads a workbook (.xlsx, ECMA-376 part 1) into the texts that its cells show. Formulas are not computed: what the
 * program that wrote them had found is taken.
 * @throws WorkbookProblem
 */
export async function readWorkbook(bytes: Buffer): Promise<Workbook> {
  const archive = await Archive.open(bytes);
  const names = archive.names();
  if (names.some((name) => name.endsWith('vbaproject.bin'))) throw new WorkbookProblem('macros');
  if (names.some((name) => name.endsWith('workbook.bin'))) throw new WorkbookProblem('binary');
  const book = (await readRelations(archive, '')).find(({ kind }) => kind === 'officeDocument')?.path;
  if (book === undefined) throw new WorkbookProblem('damaged');
  const { tabs, since1904 } = await readTabs(archive, book);
  const relations = await readRelations(archive, book);
  const pathOf = (kind: string): string | undefined => relations.find((relation) => relation.kind === kind)?.path;
  const [strings, styles] = [pathOf('sharedStrings'), pathOf('styles')];
  const context: SheetContext = {
    strings: strings === undefined ? [] : await readSharedStrings(archive, strings),
    styles: styles === undefined ? [] : await readStyles(archive, styles),
    since1904,
    characters: 0,
    cells: 0,
  };
  const sheets: Sheet[] = [];
  for (const { name, isVisible, relation } of tabs) {
    const found = relations.find(({ id }) => id === relation);
    if (!found) throw new WorkbookProblem('damaged');
    // A sheet of a chart holds no cell.
    const isCells = found.kind === 'worksheet';
    sheets.push({ name, isVisible, ...(isCells ? await readCells(archive, found.path, name, context) : NOTHING) });
  }
  return { sheets };
}

type Cells = Omit<Sheet, 'name' | 'isVisible'>;
const NOTHING: Cells = { rows: [], merges: [], hiddenColumns: [], comments: [], unansweredFormulas: 0, problem: null };

async function readCells(archive: Archive, path: string, name: string, context: SheetContext): Promise<Cells> {
  try {
    const cells = await readSheet(archive, path, name, context);
    const comments = (await readRelations(archive, path)).find(({ kind }) => kind === 'comments');
    return { ...cells, comments: comments ? await readComments(archive, comments.path, context) : [], problem: null };
  } catch (error) {
    if (!(error instanceof WorkbookProblem) || !OF_ONE_SHEET.includes(error.code)) throw error;
    return { ...NOTHING, problem: { code: error.code, facts: error.facts } };
  }
}

interface Tab {
  readonly name: string;
  readonly isVisible: boolean;
  readonly relation: string;
}

async function readTabs(archive: Archive, path: string): Promise<{ tabs: Tab[]; since1904: boolean }> {
  const tabs: Tab[] = [];
  let since1904 = false;
  await readXml(archive, path, {
    open(name, attributes) {
      if (name === 'workbookPr') since1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      if (tabs.length >= MOST_SHEETS) throw new WorkbookProblem('tooManySheets', { most: MOST_SHEETS });
      tabs.push({
        name: (attributes['name'] ?? '').slice(0, 100),
        isVisible: (attributes['state'] ?? 'visible') === 'visible',
        relation: attributeOf(attributes, 'id') ?? '',
      });
    },
  });
  return { tabs, since1904 };
}

/** What a part of the workbook leads to. Addresses outside of the archive are left out: nothing is ever fetched. */
async function readRelations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = part.replace(/[^/]*$/, '');
  const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!archive.has(path)) return [];
  const relations: Relation[] = [];
  await readXml(archive, path, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      relations.push({
        id: attributes['Id'] ?? '',
        kind: (attributes['Type'] ?? '').replace(/^.*\//, ''),
        path: pathFrom(folder, attributes['Target'] ?? ''),
      });
    },
  });
  return relations;
}

/** `../comments1.xml` from `xl/worksheets/`. It names an entry of the archive, and never a file of the machine. */
function pathFrom(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith('/') ? target : `${folder}${target}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
