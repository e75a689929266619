import type { StreamVersion } from '#kernel';
import { Seal } from './seal.js';

/** How many streams an answer may rest on. */
export const MOST_STREAM_VERSIONS = 8;
const LONGEST_TOKEN = 4_096;

/** A consistency token that this installation did not make. */
export class ConsistencyTokenNotValid extends Error {
  override readonly name = 'ConsistencyTokenNotValid';
  constructor() {
    super('the consistency token is not one of this installation');
  }
}

/** What an answer depends on, sealed with the installation key that all services hold: clients pass it on, never read it. */
export class ConsistencyTokens {
  private readonly sealing: Seal;

  constructor(installationKey: Buffer) {
    this.sealing = new Seal(installationKey, 'ct1');
  }

  /** @throws RangeError for more streams than a token holds, or names too long for it. */
  seal(versions: readonly StreamVersion[]): string {
    if (versions.length > MOST_STREAM_VERSIONS) throw new RangeError(`a consistency token holds ${String(MOST_STREAM_VERSIONS)} streams`);
    const token = this.sealing.seal(JSON.stringify(versions.map(({ stream, version }) => [stream, version])));
    if (token.length > LONGEST_TOKEN) throw new RangeError('stream names are too long for a consistency token');
    return token;
  }

  /** @throws ConsistencyTokenNotValid */
  open(token: string): readonly StreamVersion[] {
    const text = token.length > LONGEST_TOKEN ? undefined : this.sealing.open(token);
    if (text === undefined) throw new ConsistencyTokenNotValid();
    return (JSON.parse(text) as [string, number][]).map(([stream, version]) => ({ stream, version }));
  }
}
