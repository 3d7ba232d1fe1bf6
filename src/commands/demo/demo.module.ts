import { Module } from '@nestjs/common';
import { DemoClock } from './demo-clock.js';
import { DemoController } from './web/demo.controller.js';

/** Imported only when the mode is `demo`. */
@Module({ controllers: [DemoController], providers: [DemoClock] })
export class DemoModule {}
