import { OneBehind } from './one-behind.js';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('one piece of work behind its caller', () => {
  it('runs while the next one is prepared, and none beside another', async () => {
    const behind = new OneBehind();
    const seen: string[] = [];
    await behind.during(async () => {
      for (const name of ['一', '二', '三']) {
        seen.push(`prepare ${name}`);
        await behind.begin(async () => {
          seen.push(`begin ${name}`);
          await pause();
          seen.push(`end ${name}`);
        });
      }
    });
    expect(seen).toEqual(['prepare 一', 'begin 一', 'prepare 二', 'end 一', 'begin 二', 'prepare 三', 'end 二', 'begin 三', 'end 三']);
  });

  it('tells its failure to the next, which does not begin', async () => {
    const behind = new OneBehind();
    let begun = false;
    const work = behind.during(async () => {
      await behind.begin(() => Promise.reject(new Error('the first failed')));
      await behind.begin(async () => void (begun = true));
    });
    await expect(work).rejects.toThrow('the first failed');
    expect(begun).toBe(false);
  });

  it('tells the failure of the last at the end', async () => {
    const behind = new OneBehind();
    await expect(behind.during(() => behind.begin(() => Promise.reject(new Error('the last failed'))))).rejects.toThrow('the last failed');
  });

  it('has ended when its caller has failed', async () => {
    const behind = new OneBehind();
    let ended = false;
    const work = behind.during(async () => {
      await behind.begin(async () => {
        await pause();
        ended = true;
      });
      throw new Error('the caller failed');
    });
    await expect(work).rejects.toThrow('the caller failed');
    expect(ended).toBe(true);
  });
});
