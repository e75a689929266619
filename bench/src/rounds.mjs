/** Runs every side once per round, in turn, and keeps what each came to. The order changes from round to round. */
export const interleaved = async (rounds, sides) => {
  const results = Object.fromEntries(Object.keys(sides).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = Object.entries(sides);
    if (round % 2 === 1) order.reverse();
    for (const [name, measure] of order) results[name].push(await measure(round));
  }
  return results;
};

export const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const told = (numbers, digits) => {
  const text = (number) => number.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return `${text(median(numbers)).padStart(9)}  (${text(Math.min(...numbers))} – ${text(Math.max(...numbers))})`;
};

export const printFigures = (title, results, digits = 0) => {
  console.log(title);
  for (const [name, numbers] of Object.entries(results)) console.log(`  ${name.padEnd(34)} ${told(numbers, digits)}`);
};

/** Of each round its own ratio: what disturbs a round disturbs both sides. */
export const printRatio = (title, ours, theirs, goal) => {
  const ratios = ours.map((number, round) => number / theirs[round]);
  console.log(`${title.padEnd(36)} ${told(ratios, 2)} ${goal === undefined ? '' : ` goal ${goal}`}`);
};
