// count-results.mjs DIR RUNS-THAT-FAILED: sums the results jest left in DIR; a run that failed without a failed spec (types,
// lint) counts as one failure.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, failedRuns] = process.argv.slice(2);
const results = readdirSync(directory).filter((file) => file.endsWith('.json')).map((file) => JSON.parse(readFileSync(join(directory, file), 'utf8')));
const sum = (count) => results.reduce((total, result) => total + count(result), 0);

const passed = sum((result) => result.numPassedTests);
const failed = Math.max(sum((result) => result.numFailedTests + result.numRuntimeErrorTestSuites), Number(failedRuns));
const skipped = sum((result) => result.numPendingTests + result.numTodoTests);

if (skipped > 0) console.log(`${skipped} skipped: nothing may be skipped, so they count as failed`);
console.log(`${passed} passed, ${failed + skipped} failed`);
process.exitCode = failed + skipped === 0 && passed > 0 ? 0 : 1;
