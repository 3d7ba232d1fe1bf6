import { Global, Module } from '@nestjs/common';
import { OutboundPolicy } from './outbound-policy.js';
import { OutboundText } from './outbound-text.js';

@Global()
@Module({ providers: [OutboundPolicy, OutboundText], exports: [OutboundPolicy, OutboundText] })
export class OutboundModule {}
export { OutboundPolicy } from './outbound-policy.js';
export { OutboundText, type FetchFailure } from './outbound-text.js';
