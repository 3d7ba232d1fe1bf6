import { createLog, type Log } from '../../src/foundation/platform/logging/index.js';
import type { Config } from '../../src/foundation/config/index.js';

export interface Line {
  readonly level: string;
  readonly msg?: string;
  readonly [name: string]: unknown;
}

/** The lines that the application writes to its log. */
export class CapturedLog {
  text = '';

  of(config: Config): Log {
    return createLog(config, { write: (line) => void (this.text += line) });
  }

  get lines(): Line[] {
    return this.text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  }
}
