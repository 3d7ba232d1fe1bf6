import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Build } from './build.js';
import { RAISED_LIMITS, SHARED_KEYS } from './raised-limits.js';
import { testDate } from './test-time.js';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<'start' | 'worker', string> };
const LONGEST_START_MILLIS = 60_000;

/** The part of an application that `Browser` and `deposit` use, here for a server at an address. */
export type Door = Pick<NestFastifyApplication, 'inject'>;

interface Asked {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly payload?: string | Buffer;
}

const cookieOf = (line: string) => {
  const [pair, ...attributes] = line.split('; ');
  const of = (name: string): string | undefined =>
    attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const [age, expires] = [of('max-age'), of('expires')];
  return {
    name: pair!.slice(0, pair!.indexOf('=')),
    value: decodeURIComponent(pair!.slice(pair!.indexOf('=') + 1)),
    ...(age === undefined ? {} : { maxAge: Number(age) }),
    ...(expires === undefined ? {} : { expires: new Date(expires) }),
  };
};

/** Asks over the network and returns what `app.inject` would return. */
async function ask(base: string, asked: Asked | string) {
  const { method = 'GET', url, headers = {}, payload } = typeof asked === 'string' ? ({ url: asked } as Asked) : asked;
  const answer = await fetch(`${base}${url}`, {
    method,
    headers,
    redirect: 'manual',
    ...(payload === undefined ? {} : { body: payload as string }),
  });
  const rawPayload = Buffer.from(await answer.arrayBuffer());
  return {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    rawPayload,
    body: rawPayload.toString(),
    cookies: answer.headers.getSetCookie().map(cookieOf),
    json: () => JSON.parse(rawPayload.toString()) as unknown,
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A server or a worker as an operating system runs it, with the flags of npm, a port and memory of its own. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<number | string>,
    readonly base: string,
  ) {}

  /** @returns the server once /ready says yes */
  static async start(
    build: Build,
    script: 'start' | 'worker',
    settings: Record<string, string>,
  ): Promise<ServerProcess> {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const [, ...words] = scripts[script].split(' ');
    const child = spawn(process.execPath, words, {
      cwd: build.folder,
      env: {
        PATH: process.env['PATH'],
        ...testDate(),
        [script === 'start' ? 'PORT' : 'WORKER_PORT']: String(port),
        BASE_URL: 'http://127.0.0.1',
        SESSION_SECRET: 'the secret that all servers of a site share',
        MAIL_FROM: 'test@marelle.example',
        SMTP_URL: 'smtp://127.0.0.1:9',
        LOG_LEVEL: 'silent',
        ...RAISED_LIMITS,
        ...('DATABASE_URL' in settings ? SHARED_KEYS : {}),
        ...settings,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    const ended = new Promise<number | string>((resolve) =>
      child.on('exit', (code, signal) => resolve(signal ?? code!)),
    );
    const server = new ServerProcess(child, ended, base);
    const until = performance.now() + LONGEST_START_MILLIS;
    while ((await fetch(`${base}/ready`).catch(() => null))?.status !== 200) {
      if (child.exitCode !== null || performance.now() > until) {
        child.kill('SIGKILL');
        throw new Error(`dist/${script} did not become ready: ${said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return server;
  }

  get pid(): number {
    return this.child.pid!;
  }

  readonly door: Door = { inject: ((asked: Asked | string) => ask(this.base, asked)) as unknown as Door['inject'] };

  /** @returns how the process ended: its exit code, or the signal */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | string> {
    if (this.child.exitCode === null) this.child.kill(signal);
    return this.ended;
  }
}

/** A balancer: each request goes to the next of these servers. */
export function inTurns(servers: () => readonly Door[]): Door {
  let turn = 0;
  return { inject: ((asked: string) => servers()[(turn += 1) % servers().length]!.inject(asked)) as Door['inject'] };
}
