import fc from 'fast-check';
import { disposition } from '../http/attachment.js';
import { safeFileName } from './file-name.js';

describe('a file name that somebody else chose', () => {
  it.each([
    ['附件2（五原县）.xlsx', '附件2（五原县）.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\张三\\附件3.xls', '附件3.xls'],
    ['a\u0000b\r\nSet-Cookie: x.xlsx', 'abSet-Cookie_ x.xlsx'],
    ['报表\u202Excod.exe', '报表xcod.exe'],
    ['<script>"x".xlsx', '_script__x_.xlsx'],
    ['...', '未命名'],
    ['  .htaccess', 'htaccess'],
    ['', '未命名'],
    ['a\ud800.xlsx', 'a.xlsx'],
    ['e\u0301.csv', 'é.csv'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('keeps its ending when it is cut', () => {
    const safe = safeFileName(`${'长'.repeat(300)}.xlsx`);
    expect(safe).toMatch(/^长+\.xlsx$/);
    expect([...safe]).toHaveLength(150);
  });

  it('never becomes a path or a header of its own, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^$/u);
        expect(safeFileName(safe)).toBe(safe);
        expect(disposition(name)).toMatch(/^attachment; filename="download"; filename\*=UTF-8''[\w.!~%#$&+^`|-]+$/);
      }),
      { numRuns: 500 },
    );
  });

  it('becomes the name under which a browser saves', () => {
    expect(disposition('../五原县.xlsx')).toBe(`attachment; filename="download"; filename*=UTF-8''${encodeURIComponent('五原县')}.xlsx`);
  });
});
