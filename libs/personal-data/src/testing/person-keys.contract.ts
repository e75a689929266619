import { beforeEach, describe, expect, it } from '@jest/globals';
import { SubjectErased, type PersonKeys } from '../person-keys.js';

/** What every store of person keys promises. */
export const describePersonKeys = (name: string, open: () => PersonKeys | Promise<PersonKeys>): void => {
  describe(`person keys: ${name}`, () => {
    let keys: PersonKeys;
    beforeEach(async () => { keys = await open(); });

    it('makes a key of 32 bytes at first use and keeps it', async () => {
      const first = await keys.keyOf('p1');
      expect(first).toHaveLength(32);
      expect(await keys.keyOf('p1')).toEqual(first);
    });

    it('gives one key to all who ask at once', async () => {
      const [one, two] = await Promise.all([keys.keyOf('p1'), keys.keyOf('p1')]);
      expect(one).toEqual(two);
    });

    it('gives every subject another key', async () => {
      expect(await keys.keyOf('p1')).not.toEqual(await keys.keyOf('p2'));
    });

    it('never gives or makes a key again once it was dropped', async () => {
      await keys.keyOf('p1');
      await keys.drop('p1');
      await expect(keys.keyOf('p1')).rejects.toThrow(SubjectErased);
      await expect(keys.keyOf('p1')).rejects.toThrow(SubjectErased);
    });

    it('erases one subject without touching another', async () => {
      const other = await keys.keyOf('p2');
      await keys.drop('p1');
      expect(await keys.keyOf('p2')).toEqual(other);
    });

    it('erases a subject never seen, and twice, without complaint', async () => {
      await keys.drop('unknown');
      await keys.drop('unknown');
      await expect(keys.keyOf('unknown')).rejects.toThrow(SubjectErased);
    });

    it('does not name the subject in its refusal', async () => {
      await keys.drop('subject-x');
      await expect(keys.keyOf('subject-x')).rejects.toThrow(/^(?!.*subject-x)/);
    });
  });
};
