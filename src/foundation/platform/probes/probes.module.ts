import { Global, Module } from '@nestjs/common';
import { DatabaseFigures } from './database-figures.js';
import { DiskFigures } from './disk-figures.js';
import { ProbePort } from './probe-port.js';
import { Probes } from './probes.js';
import { Readiness } from './readiness.js';
import { ProbesController } from './web/probes.controller.js';

@Global()
@Module({
  controllers: [ProbesController],
  providers: [Probes, ProbePort, Readiness, DatabaseFigures, DiskFigures],
  exports: [Probes, ProbePort, Readiness],
})
export class ProbesModule {}
