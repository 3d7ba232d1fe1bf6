import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { MOST_BYTES, MOST_ENTRIES, MOST_ENTRY_BYTES, MOST_RATIO, RATIO_FROM_BYTES } from './limits.js';
import { WorkbookProblem } from './problem.js';

/** Decides how a chunk of text is read. */
export type TakeText = (text: string) => void;

/**
 * The files of an archive. Nothing is inflated before it is asked for, and nothing is written to a disk. What an archive
 * says of its sizes is checked before inflating, and the bytes are counted while they come.
 */
export class Archive {
  private inflated = 0;

  private constructor(
    private readonly zip: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws WorkbookProblem when it is no whole archive, or what it declares is beyond the limits */
  static async open(bytes: Buffer): Promise<Archive> {
    const entries = new Map<string, yauzl.Entry>();
    try {
      // Names that lead out of the archive are refused by yauzl.
      const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
      if (zip.entryCount > MOST_ENTRIES) throw new WorkbookProblem('tooLarge');
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName.toLowerCase();
        // Two files of one name: programs differ in which of them they read.
        if (entries.has(name)) throw new WorkbookProblem('damaged');
        if (entry.isEncrypted()) throw new WorkbookProblem('encrypted');
        entries.set(name, entry);
      }
      return new Archive(zip, entries);
    } catch (error) {
      throw asProblem(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  /** Inflates a text file and hands it over piece by piece. @throws WorkbookProblem */
  async readText(name: string, take: TakeText): Promise<void> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw new WorkbookProblem('damaged');
    const { compressedSize, uncompressedSize } = entry;
    if (uncompressedSize > MOST_ENTRY_BYTES || this.inflated + uncompressedSize > MOST_BYTES)
      throw new WorkbookProblem('tooLarge');
    if (isBomb(compressedSize, uncompressedSize)) throw new WorkbookProblem('tooLarge');
    const text = new TextDecoder('utf-8', { fatal: true });
    let [size, sum] = [0, 0];
    try {
      for await (const chunk of (await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        size += chunk.length;
        this.inflated += chunk.length;
        if (size > MOST_ENTRY_BYTES || this.inflated > MOST_BYTES || isBomb(compressedSize, size))
          throw new WorkbookProblem('tooLarge');
        sum = crc32(chunk, sum);
        take(text.decode(chunk, { stream: true }));
      }
      take(text.decode());
    } catch (error) {
      throw asProblem(error);
    }
    if (sum !== entry.crc32) throw new WorkbookProblem('damaged');
  }
}

const isBomb = (compressed: number, inflated: number): boolean =>
  inflated > RATIO_FROM_BYTES && inflated > compressed * MOST_RATIO;

const asProblem = (error: unknown): WorkbookProblem =>
  error instanceof WorkbookProblem ? error : new WorkbookProblem('damaged');
