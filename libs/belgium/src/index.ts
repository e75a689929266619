export * from './communal-councils.js';
export * from './enterprise-number.js';
export * from './local-days.js';
export * from './nis-code.js';
