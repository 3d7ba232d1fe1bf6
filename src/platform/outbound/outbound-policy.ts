import { Injectable } from '@nestjs/common';
import { isPublicAddress } from './public-address.js';

/** Where this house may go when a person gives it an address: the open internet, over TLS, on its usual port. */
@Injectable()
export class OutboundPolicy {
  readonly protocols: readonly string[] = ['https:'];
  /** As a URL writes them: empty is the usual one. */
  readonly ports: readonly string[] = ['', '443'];

  mayReach(address: string): boolean {
    return isPublicAddress(address);
  }
}
