export { areaMap, drawAreas, type AreaMap, type AreaShapes, type AreaValue } from './area-map.js';
export { lineChart } from './line-chart.js';
