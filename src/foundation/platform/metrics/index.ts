export { MOST_COUNTED, type GaugeValue } from './gauge.js';
export { Metrics } from './metrics.js';
export { MetricsModule } from './metrics.module.js';
