import { describe, expect, it } from '@jest/globals';
import { SharedAnswer } from './shared-answer.js';

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

const asked = () => {
  const questions: PromiseWithResolvers<string>[] = [];
  const shared = new SharedAnswer<string, string>(() => {
    const question = Promise.withResolvers<string>();
    questions.push(question);
    return question.promise;
  });
  return { shared, questions };
};

describe('a shared answer', () => {
  it('is one that was asked for after he came who gets it', async () => {
    const { shared, questions } = asked();
    const first = shared.ask('a');
    const [second, third] = [shared.ask('b'), shared.ask('c')];
    expect(questions).toHaveLength(1);
    questions[0]?.resolve('early');
    expect(await first).toBe('early');
    await turn();
    expect(questions).toHaveLength(2);
    questions[1]?.resolve('late');
    expect(await Promise.all([second, third])).toEqual(['late', 'late']);
  });

  it('does not fail who comes after one that failed', async () => {
    const { shared, questions } = asked();
    const [first, second] = [shared.ask('a'), shared.ask('b')];
    questions[0]?.reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    expect(questions).toHaveLength(2);
    questions[1]?.resolve('here');
    expect(await second).toBe('here');
  });

  it('is asked for anew when nobody waits', async () => {
    const { shared, questions } = asked();
    for (const answer of ['one', 'two']) {
      const asking = shared.ask('a');
      questions.at(-1)?.resolve(answer);
      expect(await asking).toBe(answer);
    }
  });
});
