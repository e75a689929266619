export const forgotten = 'nobody imports this, and it imports nobody';
