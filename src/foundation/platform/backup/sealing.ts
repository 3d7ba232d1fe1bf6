import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { readFileSync, writeFileSync } from 'node:fs';
import { BackupError, saying } from './backup-error.js';

type Bytes = AsyncIterable<Uint8Array>;

/** Encrypts a stream piece by piece for the holders of these public keys (age, https://age-encryption.org). */
export function sealing(recipients: readonly string[]): (source: Bytes) => AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new BackupError(`BACKUP_RECIPIENTS: « ${recipient} » is not a public key of age (age1…)`);
    }
  }
  return async function* seal(source) {
    yield* await encrypter.encrypt(ReadableStream.from(source));
  };
}

/** Decrypts a stream. @throws BackupError while reading, when the key is another one or the file was altered */
export function opening(identities: readonly string[]): (source: Bytes) => AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return async function* open(source) {
    let plain: ReadableStream<Uint8Array>;
    try {
      plain = await decrypter.decrypt(ReadableStream.from(source));
    } catch (error) {
      throw new BackupError(`This key does not open the backup (${(error as Error).message})`);
    }
    try {
      yield* plain;
    } catch (error) {
      throw new BackupError(
        `The backup was altered or cut: it does not decrypt to its end (${(error as Error).message})`,
      );
    }
  };
}

/**
 * Reads the secret keys of a file in the format of `age-keygen`: one per line, `#` before a comment. @throws
 * BackupError
 */
export function readIdentities(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw saying(`The key ${path} cannot be read`, error);
  }
  const identities = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (identities.length === 0 || !identities.every((identity) => /^AGE-SECRET-KEY-(PQ-)?1[A-Z0-9]+$/.test(identity))) {
    throw new BackupError(`${path} is not a key of age (lines that begin with AGE-SECRET-KEY-1)`);
  }
  return identities;
}

/**
 * Makes a secret key in a file that only its owner can read. Never overwrites an existing file. @returns the public
 * key
 */
export async function makeIdentity(path: string): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  try {
    writeFileSync(
      path,
      `# Opens Marelle's backups. Keep it off the server.\n# public key: ${recipient}\n${identity}\n`,
      { flag: 'wx', mode: 0o600, flush: true },
    );
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST')
      throw new BackupError(`${path} exists already: a key is never written over`);
    throw saying(`The key ${path} cannot be written`, error);
  }
  return recipient;
}
