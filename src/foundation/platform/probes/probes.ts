import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Metrics } from '../metrics/index.js';
import { hashSecret, isSecretOf } from '../security/index.js';
import { Readiness } from './readiness.js';

export interface ProbeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const answer = (status: number, type: string, body: string, headers: Record<string, string> = {}): ProbeAnswer => ({
  status,
  headers: { 'content-type': type, 'cache-control': 'no-store', ...headers },
  body,
});
const json = (status: number, body: unknown, headers?: Record<string, string>): ProbeAnswer =>
  answer(status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
export const NOTHING = json(404, { status: 'not found' });

/**
 * The answers for monitoring: whether the process is alive, whether it may be sent requests, and its figures. They are
 * the same in the web server and in the worker.
 */
@Injectable()
export class Probes implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    if (this.config.METRICS_TOKEN !== undefined) this.metrics.observeProcess();
  }

  /** Whether the process is alive. It asks nobody else, so that a database that does not answer restarts no process. */
  health(): ProbeAnswer {
    return json(200, { status: 'alive' });
  }

  async ready(): Promise<ProbeAnswer> {
    const codes = await this.readiness.wrong();
    return codes.length === 0 ? json(200, { status: 'ready' }) : json(503, { status: 'not ready', codes });
  }

  /** The metrics. The address does not exist unless METRICS_TOKEN is set (docs/decisions/0016-running.md). */
  async figures(authorization: string | undefined): Promise<ProbeAnswer> {
    const token = this.config.METRICS_TOKEN;
    if (token === undefined) return NOTHING;
    const given = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    // Hashes are compared, because the comparison needs two values of the same length.
    if (given === undefined || !isSecretOf(given, hashSecret(token)))
      return json(401, { status: 'token needed' }, { 'www-authenticate': 'Bearer' });
    return answer(200, this.metrics.contentType, await this.metrics.text());
  }
}
