export const checkDigits = 'an inside of the lib';
