import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { FileKeys } from './file-keys.js';
import { seal, unseal } from './sealing.js';

/** Short secrets that have to be read again, such as the key of somebody's codes. Sealed with the keys of files. */
@Injectable()
export class SealedTexts {
  private readonly keys: FileKeys;

  constructor(config: Config) {
    this.keys = new FileKeys(config);
  }

  /** @param about what the seal is bound to: it does not open for anything else */
  sealText(about: string, text: string): string {
    const key = this.keys.currentKey();
    return `${key.id}.${seal(key, about, Buffer.from(text))}`;
  }

  /** Whether it was sealed with an older key, which is to go. */
  isOld(sealed: string): boolean {
    return !sealed.startsWith(`${this.keys.currentKey().id}.`);
  }

  /** @throws Error when its key is missing, or when it was altered */
  openText(about: string, sealed: string): string {
    const [keyId = '', content = ''] = sealed.split('.');
    return unseal(this.keys.findKey(keyId), about, content).toString();
  }
}
