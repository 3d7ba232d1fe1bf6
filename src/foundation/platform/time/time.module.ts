import { Module, type DynamicModule, type FactoryProvider, type ValueProvider } from '@nestjs/common';
import { Clock, MachineClock } from '../../kernel/clock.js';
import { SystemClock } from './clocks.js';

type Providing<C> = Pick<ValueProvider<C>, 'useValue'> | Pick<FactoryProvider<C>, 'inject' | 'useFactory'>;

/** What tells the time in a process. It is there before any module starts. */
export interface Clocks {
  readonly office: Providing<Clock>;
  readonly machine: Providing<MachineClock>;
}

/** One clock for both. */
export const oneClock = (clock: Clock): Clocks => ({ office: { useValue: clock }, machine: { useValue: clock } });

/** In production, the machine's. */
export const SYSTEM_CLOCKS = oneClock(new SystemClock());

@Module({})
export class TimeModule {
  static with({ office, machine }: Clocks): DynamicModule {
    return {
      module: TimeModule,
      global: true,
      providers: [
        { provide: Clock, ...office },
        { provide: MachineClock, ...machine },
      ],
      exports: [Clock, MachineClock],
    };
  }
}
