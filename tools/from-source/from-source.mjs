import { fileURLToPath } from 'node:url';

/** What Node is started with to run a module of the repository from source: a build may be older than what is tested. */
export const FROM_SOURCE = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--import', fileURLToPath(new URL('hooks.mjs', import.meta.url))];
