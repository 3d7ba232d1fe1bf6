import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';

/** A syllable that no word has. A text that holds it has something that a test planted. */
const MARK = 'zqx';
/** As a number of its own: a measured figure may hold the same digits by chance. */
const PHONE = /(?<![\d.])(?:0|\+?33)[\s.-]*6[\s.-]*9[\s.-]*8[\s.-]*1[\s.-]*7(?:[\s.-]*\d){4}(?!\d)/g;

export type SecretKind = 'name' | 'address' | 'phone' | 'mail' | 'text' | 'file';

/** Makes values as people type them. Each can be recognised wherever it turns up, in any of its spellings. */
export class Secrets {
  readonly planted: string[] = [];

  private letters(): string {
    return [...String(this.planted.length).padStart(4, '0')]
      .map((digit) => String.fromCharCode(97 + Number(digit)))
      .join('');
  }

  next(kind: SecretKind): string {
    const one = {
      name: () => `Zqx${this.letters()}`,
      address: () => `${this.planted.length} rue Zqx${this.letters()}`,
      phone: () =>
        `06 98 17 ${String(Math.floor(this.planted.length / 100)).padStart(2, '0')} ${String(this.planted.length % 100).padStart(2, '0')}`,
      mail: () => `zqx.${this.letters()}@exemple.fr`,
      text: () => `Appelé zqx${this.letters()}, n’a pas répondu`,
      file: () => `liste-zqx${this.letters()}.csv`,
    }[kind]();
    this.planted.push(one);
    return one;
  }

  /** A value for a field of this name. */
  forField(name: string): string {
    if (/phone|tel/i.test(name)) return this.next('phone');
    if (/e?mail/i.test(name)) return this.next('mail');
    if (/address/i.test(name)) return this.next('address');
    if (/name|nom/i.test(name)) return this.next('name');
    return this.next('text');
  }
}

/**
 * Finds the secrets in a text: as typed, percent-encoded, telephone numbers with or without blanks, and the `others`.
 */
export function secretsIn(text: string, others: readonly string[] = []): string[] {
  const plain = [text, decoded(text)].join('\n').toLowerCase();
  const marks = [...plain.matchAll(new RegExp(`.{0,30}${MARK}.{0,30}`, 'g'))].map(([found]) => found);
  const phones = [...plain.matchAll(PHONE)].map(([found]) => found);
  return [...marks, ...phones, ...others.filter((one) => text.includes(one))];
}

function decoded(text: string): string {
  return text.replace(/(%[0-9a-f]{2})+/gi, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** Collects every address that the application is asked for, redirects to or shows. */
export class SeenAddresses {
  readonly all = new Set<string>();
  /** The keys of sessions that were set as cookies. */
  readonly keys = new Set<string>();

  /** Returns the application, and collects the addresses of all its answers. */
  watch(app: NestFastifyApplication): NestFastifyApplication {
    const inject = app.inject.bind(app) as (
      options: unknown,
    ) => Promise<{ headers: Record<string, unknown>; body: string }>;
    const watched = async (options: string | { url?: string }): Promise<unknown> => {
      this.all.add(typeof options === 'string' ? options : (options.url ?? ''));
      const answer = await inject(options);
      if (answer.headers['location']) this.all.add(String(answer.headers['location']));
      for (const [, key] of String(answer.headers['set-cookie'] ?? '').matchAll(/=([\w%.-]{40,})/g))
        this.keys.add(key!);
      for (const [, address] of answer.body.matchAll(/\s(?:href|action|src)="([^"]*)"/g))
        if (!/^(mailto|tel):/.test(address!)) this.all.add(address!);
      return answer;
    };
    return new Proxy(app, {
      get: (target, name) => (name === 'inject' ? watched : (Reflect.get(target, name) as unknown)),
    });
  }
}

/** Everything under a prefix in Redis, as text. */
export async function everythingInRedis(url: string, prefix: string): Promise<string[]> {
  const redis = new Redis(url);
  const found: string[] = [];
  for (const key of await redis.keys(`${prefix}:*`)) {
    const type = await redis.type(key);
    const readers: Record<string, () => Promise<unknown>> = {
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key),
      zset: () => redis.zrange(key, 0, -1),
      stream: () => redis.xrange(key, '-', '+'),
    };
    const value = await (readers[type]?.() ?? redis.get(key));
    found.push(`${key} ${type} ${JSON.stringify(value)}`);
  }
  await redis.del(...(await redis.keys(`${prefix}:*`)), 'nothing');
  redis.disconnect();
  return found;
}
