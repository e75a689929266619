import { present } from '../adapters/authorities.controller.js';

export const grantAccess = (): string => present('granted');
