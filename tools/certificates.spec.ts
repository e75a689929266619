import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const SCRIPT = join(import.meta.dirname, '../deploy/eventstoredb/certificates.sh');
const DAY = 86_400;

/** Writes what it is asked for as the maker of certificates does: new each time, and never over what is there. */
const MAKER = `#!/bin/sh
set -eu
what="$1"
shift
while [ $# -gt 0 ]; do
  case "$1" in
    -out) out="$2" ;;
    -ca-certificate | -ca-key) test -s "$2" ;;
    -days | -ip-addresses | -dns-names) test -n "$2" ;;
    *) exit 64 ;;
  esac
  shift 2
done
case "$what" in create-ca) name=ca ;; create-node) name=node ;; *) exit 64 ;; esac
test ! -e "$out/$name.key"
mkdir -p "$out"
echo "$name $out" >> "$ROOT/made"
for file in key crt; do wc -l < "$ROOT/made" > "$out/$name.$file"; done
`;

describe('the certificates of the event stores', () => {
  let root: string;
  const file = (path: string): string => join(root, path);
  const node = (): string => readFileSync(file('certs/node/node.crt'), 'utf8');
  const provide = (): void => {
    execFileSync('sh', [SCRIPT], { env: { ROOT: root, PATH: `${file('bin')}:${String(process.env['PATH'])}` } });
  };
  const aged = (days: number): void => {
    const then = Date.now() / 1_000 - days * DAY;
    utimesSync(file('certs/node/node.crt'), then, then);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'certificates-'));
    for (const directory of ['bin', 'authority-key', 'authority', 'certs']) mkdirSync(file(directory));
    writeFileSync(file('bin/es-gencert-cli'), MAKER, { mode: 0o755 });
    // Only root may give files away.
    writeFileSync(file('bin/chown'), '#!/bin/sh\n', { mode: 0o755 });
    provide();
  });
  afterEach(() => { rmSync(root, { recursive: true }); });

  it('are made once, the key of their authority where no store and no service looks', () => {
    const before = node();
    aged(80);
    provide();
    expect(node()).toBe(before);
    expect(readFileSync(file('certs/ca/ca.crt'), 'utf8')).toBe(readFileSync(file('authority/ca.crt'), 'utf8'));
    expect(() => statSync(file('certs/ca/ca.key'))).toThrow('ENOENT');
    expect(statSync(file('certs/node/node.key')).mode & 0o777).toBe(0o400);
  });

  it('are renewed by the same authority when they are old, long before they expire', () => {
    const [before, authority] = [node(), readFileSync(file('authority/ca.crt'), 'utf8')];
    aged(100);
    provide();
    expect(node()).not.toBe(before);
    expect(readFileSync(file('authority/ca.crt'), 'utf8')).toBe(authority);
    const renewed = node();
    provide();
    expect(node()).toBe(renewed);
  });
});
