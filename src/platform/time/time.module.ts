import { Global, Module } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { SystemClock, TravellingClock } from './clocks.js';

@Global()
@Module({
  providers: [
    {
      provide: Clock,
      inject: [Config],
      useFactory: (config: Config) => (config.live ? new SystemClock() : new TravellingClock()),
    },
  ],
  exports: [Clock],
})
export class TimeModule {}
