/** Failures that somebody at a terminal can do something about: their message says what. */
const EXPECTED = ['ConfigRefused', 'DataDirectoryInUse', 'FileInUse', 'FileRefused', 'NotADemonstration', 'ServiceRefused', 'UsageRefused', 'WrongMasterKey'];

/** What to tell somebody at a terminal. */
export const explained = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${'port' in error ? String(error.port) : ''} is taken by another program: stop it, or choose another one, for instance PORT=3001 npm start`;
  }
  return EXPECTED.includes(error.name) ? error.message : (error.stack ?? error.message);
};
