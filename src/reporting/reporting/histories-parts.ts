import { HistoriesError, type HistoriesPart } from './domain/read-histories.js';

const [QUOTE, BACKSLASH, COMMA, COLON] = [...Buffer.from('"\\,:')] as [number, number, number, number];
const [OBJECT, OBJECT_END, LIST, LIST_END] = [...Buffer.from('{}[]')] as [number, number, number, number];
const [SPACES, BYTE_ORDER_MARK] = [new Set(Buffer.from(' \t\r\n')), new Set([0xef, 0xbb, 0xbf])];

const isBlank = (text: string): boolean => /^[ \t\r\n]*$/.test(text);
const notJson = (field: string, why: string): HistoriesError => new HistoriesError(field, `is not JSON: ${why}`);
const parsed = (field: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson(field, (error as Error).message);
  }
};

/**
 * Cuts a JSON object into its members, and the lists among these into their items, while its bytes come in. A file of
 * a hundred thousand families would otherwise be in memory three times: as bytes, as text and as values.
 * Only what lies between two cuts is parsed; it looks at no more than strings and brackets to find these.
 */
class PartsCutter {
  /** What came in since the last cut. */
  private readonly since: Uint8Array[] = [];
  private depth = 1;
  private inString = false;
  private isEscaped = false;
  private stage: 'before' | 'within' | 'after' | 'no object' = 'before';
  private members = 0;
  /** The member whose value comes in. */
  private name: string | null = null;
  /** The item that comes in, of a value that is a list. */
  private index: number | null = null;
  private isListOver = false;

  *cut(chunk: Uint8Array): Generator<HistoriesPart> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (this.stage !== 'within') {
        if (!this.beginsObject(byte)) continue;
        from = at + 1;
        this.since.length = 0;
      } else if (this.isOfString(byte)) continue;
      else if (byte === OBJECT || byte === LIST) {
        this.depth += 1;
        if (this.beginsList(byte, chunk, from, at)) {
          [this.index, from] = [0, at + 1];
          yield { name: this.name!, index: null, value: [] };
        }
      } else if (byte === COMMA || byte === COLON || byte === OBJECT_END || byte === LIST_END) {
        const isItem = this.depth === 2 && this.index !== null && byte !== COLON && byte !== OBJECT_END;
        const isMember = this.depth === 1;
        if (byte === OBJECT_END || byte === LIST_END) this.depth -= 1;
        if (!isItem && !isMember) continue;
        const text = this.textUpTo(chunk, from, at);
        from = at + 1;
        yield* isItem ? this.endItem(byte, text) : this.endMember(byte, text);
      }
    }
    this.since.push(chunk.subarray(from));
  }

  /** @throws HistoriesError when the object has not ended */
  end(): void {
    if (this.stage === 'after') return;
    if (this.stage === 'within') throw notJson('histories', 'it ends before its last bracket');
    const value = parsed('histories', this.textUpTo(new Uint8Array(), 0, 0).replace(/^\uFEFF/, ''));
    throw new HistoriesError('histories', `must be an object, not ${JSON.stringify(value).slice(0, 60)}`);
  }

  private beginsObject(byte: number): boolean {
    // Some editors begin a file with a byte order mark.
    if (SPACES.has(byte) || (this.stage === 'before' && BYTE_ORDER_MARK.has(byte))) return false;
    if (this.stage === 'after') throw notJson('histories', 'something follows its end');
    if (this.stage === 'before') this.stage = byte === OBJECT ? 'within' : 'no object';
    return this.stage === 'within';
  }

  /** Whether a byte belongs to a string, its quotes included. */
  private isOfString(byte: number): boolean {
    if (!this.inString) return (this.inString = byte === QUOTE);
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else this.inString = byte !== QUOTE;
    return true;
  }

  private beginsList(byte: number, chunk: Uint8Array, from: number, at: number): boolean {
    if (byte !== LIST || this.depth !== 2 || this.name === null || this.index !== null) return false;
    const text = this.textUpTo(chunk, from, at);
    if (!isBlank(text)) throw notJson(this.name, 'a bracket stands where none may');
    return true;
  }

  private *endItem(byte: number, text: string): Generator<HistoriesPart> {
    const [name, index] = [this.name!, this.index!];
    // A list without items ends after nothing.
    if (byte === COMMA || index > 0 || !isBlank(text)) yield { name, index, value: parsed(`${name}[${index}]`, text) };
    this.index = byte === LIST_END ? null : index + 1;
    this.isListOver = byte === LIST_END;
  }

  private *endMember(byte: number, text: string): Generator<HistoriesPart> {
    if (this.index !== null || byte === LIST_END) throw notJson(this.name ?? 'histories', 'its brackets do not match');
    if (byte === COLON) {
      if (this.name !== null) throw notJson(this.name, 'a colon stands where none may');
      const name = parsed('histories', text);
      if (typeof name !== 'string') throw notJson('histories', 'a name has no quotes');
      this.name = name;
      return;
    }
    const isEmpty = byte === OBJECT_END && this.members === 0 && this.name === null && isBlank(text);
    if (this.name === null && !isEmpty) throw notJson('histories', 'a member has no name');
    if (this.isListOver && !isBlank(text)) throw notJson(this.name!, 'something follows its list');
    if (!this.isListOver && !isEmpty) yield { name: this.name!, index: null, value: parsed(this.name!, text) };
    [this.name, this.isListOver, this.members] = [null, false, this.members + 1];
    if (byte === OBJECT_END) this.stage = 'after';
  }

  private textUpTo(chunk: Uint8Array, from: number, at: number): string {
    const bytes = [...this.since.splice(0), chunk.subarray(from, at)];
    return Buffer.concat(bytes).toString('utf8');
  }
}

/** The parts of a file of histories, in its order. @throws HistoriesError when it is no JSON object */
export async function* historiesParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<HistoriesPart> {
  const cutter = new PartsCutter();
  for await (const chunk of chunks) yield* cutter.cut(chunk);
  cutter.end();
}
