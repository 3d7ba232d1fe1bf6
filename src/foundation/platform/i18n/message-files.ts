import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isLanguage, type Language } from '../../kernel/language.js';

/** Messages in nested groups, as a person writes them. The leaves are the sentences. */
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

export interface MessageFile {
  readonly path: string;
  readonly lang: Language;
  readonly tree: MessageTree;
}

const MESSAGE_FILE = /\.messages\.([a-z]{2})\.json$/;
/** All message files of a build in one (scripts/join-messages.js): a process that starts reads a file, not two hundred. */
export const JOINED_MESSAGES = 'messages.json';
const NEVER_ENTERED = new Set(['node_modules', 'public']);

/** Paths of all files under `root`, in a stable order. */
export function listFiles(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(root, entry.name);
      if (!entry.isDirectory()) return [path];
      return NEVER_ENTERED.has(entry.name) ? [] : listFiles(path);
    });
}

/** Every `<name>.messages.<lang>.json` under `root` (dist/ in production, src/ under test). */
export function readMessageFiles(root: string): MessageFile[] {
  const joined = join(root, JOINED_MESSAGES);
  if (existsSync(joined)) return JSON.parse(readFileSync(joined, 'utf8')) as MessageFile[];
  return listFiles(root).flatMap((path) => {
    const lang = MESSAGE_FILE.exec(basename(path))?.[1];
    if (!lang) return [];
    if (!isLanguage(lang)) throw new Error(`${path}: "${lang}" is not a language of the house`);
    return [{ path, lang, tree: JSON.parse(readFileSync(path, 'utf8')) as MessageTree }];
  });
}

/** `{ web: { back: 'Retour' } }` → `[['web.back', 'Retour']]`. */
export function flatten(tree: MessageTree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}
