import { fillDown, pasteDown } from './fill';

describe('cells that are set right', () => {
  it('take copied lines one each, of several columns the first, as far as there are cells', () => {
    const typed: Record<number, string> = {};
    expect(pasteDown(typed, [7, 8, 9], '12\t建材\r\n 13 \r\n14\r\n15\r\n')).toBe(true);
    expect(typed).toEqual({ 7: '12', 8: '13', 9: '14' });
  });

  it.each(['12', '12\n', ''])('leave %j to the browser: it is one line', (text) => {
    const typed: Record<number, string> = {};
    expect(pasteDown(typed, [7, 8], text)).toBe(false);
    expect(typed).toEqual({});
  });

  it('are filled downwards where they are empty, and only there', () => {
    const typed: Record<number, string> = { 1: '30', 3: '7' };
    fillDown(typed, [1, 2, 3, 4]);
    expect(typed).toEqual({ 1: '30', 2: '30', 3: '7', 4: '30' });
  });
});
