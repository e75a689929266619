import { procedures } from '#nowhere';

export const dossiers = [procedures];
