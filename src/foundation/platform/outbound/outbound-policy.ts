import { Injectable } from '@nestjs/common';
import { isPublicAddress } from './public-address.js';

/**
 * Where this server may connect when a person gives it an address: the public internet, over TLS, on the usual port.
 */
@Injectable()
export class OutboundPolicy {
  readonly protocols: readonly string[] = ['https:'];
  /** Ports as a URL writes them. The empty text is the usual port. */
  readonly ports: readonly string[] = ['', '443'];

  mayReach(address: string): boolean {
    return isPublicAddress(address);
  }
}
