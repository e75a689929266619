export const present = (outcome: string): string => `access was ${outcome}`;
