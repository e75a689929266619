// Runs npm scripts one after the other, all of them, and says at the end which failed.
import { spawnSync } from 'node:child_process';

const outcomes = process.argv.slice(2).map((script) => {
  console.log(`\n━━ ${script} ${'━'.repeat(Math.max(0, 60 - script.length))}`);
  const begun = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], { stdio: 'inherit' });
  return { script, passed: status === 0, seconds: ((Date.now() - begun) / 1000).toFixed(1) };
});

console.log(`\n━━ summary ${'━'.repeat(53)}`);
for (const { script, passed, seconds } of outcomes) console.log(`${passed ? '✓' : '✗'} ${script.padEnd(16)} ${seconds.padStart(6)} s`);
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
