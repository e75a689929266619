export { FactLog } from './testing/fact-log.js';
export { histories } from './testing/histories.js';
export { Oracle, type OracleQuestion } from './testing/oracle.js';
export * from './testing/small-world.js';
