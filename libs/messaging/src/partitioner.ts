const M = 0x5bd1e995;
const SEED = 0x9747b28c;

/** The 32-bit hash of Kafka's default partitioner. */
export const murmur2 = (bytes: Buffer): number => {
  const rest = bytes.length % 4;
  const body = bytes.length - rest;
  let hash = SEED ^ bytes.length;
  for (let at = 0; at < body; at += 4) {
    const word = Math.imul(bytes.readInt32LE(at), M);
    hash = Math.imul(hash, M) ^ Math.imul(word ^ (word >>> 24), M);
  }
  for (let at = rest - 1; at >= 0; at -= 1) hash ^= bytes.readUInt8(body + at) << (8 * at);
  if (rest > 0) hash = Math.imul(hash, M);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
};

/** Where messages of a key stand: the same in every log, whoever writes it. */
export const partitionOf = (key: string, partitions: number): number =>
  partitions === 1 ? 0 : (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
