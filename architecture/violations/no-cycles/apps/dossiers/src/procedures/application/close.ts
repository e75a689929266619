import { open } from './open.js';

export const close = (name: string): string => (name === '' ? 'closed' : open(''));
