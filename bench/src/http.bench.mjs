import { interleaved, printFigures, printRatio } from './rounds.mjs';
import { Side } from './side.mjs';
import { printTopCosts } from './top-costs.mjs';

const only = (status, { statuses }) => {
  if (Object.keys(statuses).length !== 1 || statuses[status] === undefined) throw new Error(`answers other than ${status}: ${JSON.stringify(statuses)}`);
};

/**
 * A route of ours and a bare one, loaded in turn by the same requests from a process of its own. `keeping` adds a third, which
 * validates the same body and keeps a row before it answers: what is beyond it is the price of the rules, not of the tools.
 */
export const compareRoutes = async (options, { script, path, status, answer, oracle, once, goal, keeping = false }) => {
  const { directory, pin, rounds, seconds, callers } = options;
  const server = pin ? { core: 0 } : {};
  const ours = new Side(script, [directory], server);
  const { port } = await ours.ask();
  const bare = new Side('bare-route.side.mjs', [path, String(status), JSON.stringify(answer)], server);
  const { port: barePort } = await bare.ask();
  const third = keeping ? { 'route that keeps a row': new Side('keeping-route.side.mjs', [path, JSON.stringify(answer), `${directory}kept.sqlite`], server) } : {};
  const thirdPorts = await Promise.all(Object.values(third).map(async (side) => (await side.ask()).port));
  const tool = new Side('load.side.mjs', [`${directory}requests.jsonl`], pin ? { core: 1 } : {});
  await tool.ask();
  try {
    let from = await oracle({ ours, port, ask: (load) => tool.ask({ callers, from: 0, ...load }) });
    // The compiler's share of both sides is over before the first round.
    for (const peer of [barePort, ...thirdPorts]) await tool.ask({ port: peer, callers, from: 0, count: from });
    // What the set-up left behind is no cost of the requests.
    for (const side of [ours, bare, ...Object.values(third)]) await side.ask('tidy');
    const loaded = async (side, load) => {
      const before = await side.ask('cpu');
      const result = await tool.ask({ callers, seconds, ...load });
      only(status, result);
      return { ...result, micros: (await side.ask('cpu') - before) / result.count };
    };
    const results = await interleaved(rounds, {
      guichet: async () => {
        const result = await loaded(ours, { port, from, again: !once });
        from += result.count;
        return result;
      },
      'bare route': () => loaded(bare, { port: barePort, from: 0, again: true }),
      ...Object.fromEntries(Object.entries(third).map(([name, side], index) => [name, () => loaded(side, { port: thirdPorts[index], from: 0, again: true })])),
    });
    const of = (what) => Object.fromEntries(Object.entries(results).map(([name, list]) => [name, list.map((one) => one[what])]));
    const { guichet, 'bare route': theirs } = of('perSecond');
    printFigures(`requests per second, ${callers} callers`, of('perSecond'));
    printFigures('milliseconds, 99th percentile', of('p99'), 1);
    printFigures('microseconds of processor a request', of('micros'));
    printRatio('ratio to the bare route', guichet, theirs, goal);
    printRatio('the same by processor time', of('micros')['bare route'], of('micros').guichet);
    for (const name of Object.keys(third)) printRatio(`ratio to the ${name}`, guichet, of('perSecond')[name]);
    if (options.profile) {
      console.log('\nthe bare route');
      printTopCosts(await bare.profiled(() => tool.ask({ port: barePort, callers, from: 0, seconds, again: true })));
      console.log('\nthe Guichet');
      printTopCosts(await ours.profiled(() => tool.ask({ port, callers, from, seconds, again: !once })));
    }
  } finally {
    await Promise.all([ours, bare, tool, ...Object.values(third)].map((side) => side.stop()));
  }
};
