import { Module } from '@nestjs/common';
import { DemoClock } from './demo-clock.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { DemoSignIns } from './demo-sign-ins.js';
import { DemoController } from './web/demo.controller.js';

/** Imported only when the mode is `demo`. */
@Module({ imports: [AccountsModule], controllers: [DemoController], providers: [DemoClock, DemoSignIns] })
export class DemoModule {}
