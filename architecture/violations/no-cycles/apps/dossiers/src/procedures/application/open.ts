import { close } from './close.js';

export const open = (name: string): string => `${name} opened, then ${close(name)}`;
