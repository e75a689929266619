import { trails } from '../../audit/src/trails/application/trails.js';

export const services = [trails];
