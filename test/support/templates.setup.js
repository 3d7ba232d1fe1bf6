import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the templates of this run their names (`templates.ts`); workers inherit both. Returns nothing made yet. */
export default function setup() {
  process.env.TEST_TEMPLATES = `marelle_template_${randomBytes(6).toString('hex')}`;
  process.env.TEST_TEMPLATES_FOLDER = join(tmpdir(), process.env.TEST_TEMPLATES);
}
