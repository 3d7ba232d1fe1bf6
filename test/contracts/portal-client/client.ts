import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type Deposit = components['schemas']['DepositDto'];

/** A town's portal, written against nothing but the description of the API. */
export class TownPortal {
  private readonly api: Client<paths, 'application/json'>;

  constructor(baseUrl: string, token: string) {
    this.api = createClient<paths, 'application/json'>({ baseUrl, headers: { authorization: `Bearer ${token}` } });
  }

  deposit(key: string, body: Deposit) {
    return this.api.POST('/api/v1/dossiers', { params: { header: { 'Idempotency-Key': key } }, body });
  }

  status(id: string) {
    return this.api.GET('/api/v1/dossiers/{id}', { params: { path: { id } } });
  }

  providers() {
    return this.api.GET('/api/v1/providers');
  }
}
