import { checkDigits } from '../../belgium/src/check-digits.js';

export const validators = [checkDigits];
