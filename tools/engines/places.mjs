/** What the scripts that start an engine share. */
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';

export const exists = (path) => stat(path).then(() => true, () => false);

export const freePort = () => new Promise((resolve, reject) => {
  const probe = createServer().once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => { resolve(port); });
  });
});
