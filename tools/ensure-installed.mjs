// Runs before the first install, on whatever Node is there: no dependencies, no new syntax.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const writtenAt = (file) => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0);
// npm writes both in the same moment, in no fixed order.
const A_MOMENT = 2000;

if (writtenAt('package-lock.json') > writtenAt('node_modules/.package-lock.json') + A_MOMENT) {
  console.log('Installing the packages of package-lock.json (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) {
    console.error('npm ci failed: see above. It needs a package registry and nothing else.');
    process.exit(1);
  }
}

if (!existsSync(join(root, 'node_modules/node/bin/node'))) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const newEnough = major > 24 || (major === 24 && minor >= 9);
  console.error('The pinned Node (package "node") did not install: npm was kept from running its install script.');
  console.error(newEnough
    ? `Going on with Node ${process.versions.node} of this machine.`
    : `Node ${process.versions.node} of this machine is older than 24.9. Allow the script with "npm rebuild node", or install Node 24.`);
  if (!newEnough) process.exit(1);
}
