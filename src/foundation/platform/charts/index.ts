export { areaMap, drawAreas, type AreaMap, type AreaShapes, type AreaValue } from './area-map.js';
export { horizontalBars, type Bar } from './bar-chart.js';
export { lineChart, type LineChart } from './line-chart.js';
