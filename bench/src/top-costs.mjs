const SHOWN = 40;
const WHERE = [[/\/(dist\/)?(apps|libs)\/([^/]+)\//, (match) => match[3]], [/node_modules\/((?:@[^/]+\/)?[^/]+)\//g, (match) => match[1]]];

const packageOf = (url, functionName) => {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  if (url.startsWith('node:')) return url.split('/')[0];
  const packages = [...url.matchAll(WHERE[1][0])];
  if (packages.length > 0) return WHERE[1][1](packages.at(-1));
  const ours = WHERE[0][0].exec(url);
  return ours ? `ours: ${WHERE[0][1](ours)}` : url;
};

const printShares = (title, shares, total) => {
  console.log(title);
  for (const [name, micros] of [...shares].sort((a, b) => b[1] - a[1]).slice(0, SHOWN)) console.log(`  ${(100 * micros / total).toFixed(1).padStart(5)} %  ${name}`);
};

const nameOf = ({ functionName, url, lineNumber }) => `${functionName || '(anonymous)'} ${url.replace(/^.*\/(node_modules|dist)\//, '')}:${lineNumber + 1}`;

/** Where the time of a profile went: itself only, by package and by function, and with all that a function calls. Idle time is left out. */
export const printTopCosts = ({ nodes, samples, timeDeltas }) => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const [packages, functions, inclusive] = [new Map(), new Map(), new Map()];
  let total = 0;
  let idle = 0;
  for (const [index, id] of samples.entries()) {
    const { callFrame } = byId.get(id);
    const micros = timeDeltas[index];
    if (callFrame.url === 'node:inspector') continue;
    if (callFrame.functionName === '(idle)') {
      idle += micros;
      continue;
    }
    total += micros;
    const add = (shares, name) => shares.set(name, (shares.get(name) ?? 0) + micros);
    add(packages, packageOf(callFrame.url, callFrame.functionName));
    add(functions, nameOf(callFrame));
    const stack = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) stack.add(nameOf(byId.get(at).callFrame));
    for (const name of stack) if (!name.startsWith('(root)')) add(inclusive, name);
  }
  console.log(`\nbusy ${(total / 1e6).toFixed(1)} s, idle ${(idle / 1e6).toFixed(1)} s; of the busy time:`);
  printShares('\nself time by package', packages, total);
  printShares('\nself time by function', functions, total);
  printShares('\ntime with all that is called', inclusive, total);
};
