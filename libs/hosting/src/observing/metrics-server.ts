import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceMetrics } from './service-metrics.js';

/** Where metrics are scraped: never the public address. Port 0: any free one. */
export type MetricsAddress = { readonly host: string; readonly port: number };
export type MetricsServer = { readonly url: string; close(): Promise<void> };

/** `GET /metrics` and nothing else, on an address of its own. */
export const serveMetrics = async (metrics: ServiceMetrics, { host, port }: MetricsAddress): Promise<MetricsServer> => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.exposition().then(
      (text) => { response.writeHead(200, { 'Content-Type': metrics.contentType }).end(text); },
      () => { response.writeHead(500).end(); },
    );
  });
  await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, host, resolve); });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(bound)}/metrics`,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
};
