/** True for ten digits as the BCE/KBO gives them: 0 or 1 first, the last two being 97 minus the first eight modulo 97. */
export const isEnterpriseNumber = (text: string): boolean =>
  /^[01]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8));

/** The ten digits of a number written `0nnnnnnnnn` or `0nnn.nnn.nnn`, or undefined when it is not a valid one. */
export const normaliseEnterpriseNumber = (text: string): string | undefined => {
  const trimmed = text.length > 32 ? '' : text.trim();
  const digits = /^\d{4}\.\d{3}\.\d{3}$/.test(trimmed) ? trimmed.replaceAll('.', '') : trimmed;
  return isEnterpriseNumber(digits) ? digits : undefined;
};
