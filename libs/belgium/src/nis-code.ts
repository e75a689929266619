/** True for five digits as Statbel gives them to provinces, arrondissements and communes; regions (0…) are not among them. */
export const isNisCode = (text: string): boolean => /^[1-9]\d{4}$/.test(text);
