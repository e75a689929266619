import { checkDigits } from '../../../libs/belgium/src/check-digits.js';

export const dossiers = [checkDigits];
