/** Certificates for specs, made by openssl: an authority, and one that it signed for a server on loopback. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];

/** Files in the directory, which is made: the authority's certificate, the server's, its key, and both of them in one. */
export const makeCertificates = async (directory) => {
  await mkdir(directory, { recursive: true });
  const file = (name) => join(directory, name);
  const [authority, authorityKey, certificate, key, both] = ['authority.crt', 'authority.key', 'server.crt', 'server.key', 'server.pem'].map(file);
  await run('openssl', ['req', '-x509', ...NEW_KEY, '-keyout', authorityKey, '-out', authority, '-subj', '/CN=An authority for specs']);
  await run('openssl', [
    'req', '-x509', ...NEW_KEY, '-CA', authority, '-CAkey', authorityKey, '-keyout', key, '-out', certificate, '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE',
  ]);
  await writeFile(both, `${await readFile(key, 'utf8')}${await readFile(certificate, 'utf8')}`, { mode: 0o600 });
  return { authority, certificate, key, both };
};
