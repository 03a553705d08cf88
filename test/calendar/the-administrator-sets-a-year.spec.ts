import type { ArrangementView, CalendarYearView, DayFactsView } from '../../src/calendar/calendar.dto.js';
import { body, expectRefusal } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, userWith, WUYUAN } from '../support/users.js';

const NEXT = 2027;

await describeInstallations('the working-day calendar', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    return { administrator, clerk: await userWith(administrator, 'county-clerk', WUYUAN) };
  });
  const days = [
    { day: '2027-10-01', kind: 'holiday', name: '国庆节' },
    { day: '2027-10-09', kind: 'make-up-workday', name: '国庆节' },
  ];

  it('holds the published years from the start', async () => {
    const { clerk } = running();
    const years = await body(clerk.get<CalendarYearView[]>('/api/calendar/years'));
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, i) => 2026 - i));
    expect(years[0]).toMatchObject({ source: expect.stringContaining('国务院办公厅'), setBy: '系统', version: 1 });
    const { days: of2026 } = await body(clerk.get<ArrangementView>('/api/calendar/years/2026'));
    expect(of2026).toContainEqual({ day: '2026-10-10', kind: 'make-up-workday', kindName: '调休上班', name: '国庆节' });
  });

  it('knows make-up days and holidays, and says what it does not know instead of guessing', async () => {
    const { clerk } = running();
    const day = (text: string) => body(clerk.get<DayFactsView>(`/api/calendar/days/${text}`));
    expect(await day('2026-10-07')).toEqual({
      day: '2026-10-07',
      workingDay: false,
      lastWorkingDay: '2026-09-30',
      nextWorkingDay: '2026-10-08',
      note: null,
    });
    expect(await day('2026-10-10')).toMatchObject({ workingDay: true, lastWorkingDay: '2026-10-10' });
    expect(await day('2027-06-05')).toEqual({
      day: '2027-06-05',
      workingDay: null,
      lastWorkingDay: null,
      nextWorkingDay: null,
      note: '2027 年：该年放假安排尚未发布',
    });
    await expectRefusal(clerk.get('/api/calendar/days/2027-02-30'), 400, 'date-invalid');
    await expectRefusal(clerk.get(`/api/calendar/years/${NEXT}`), 404, 'not-found');
  });

  it('takes a new year from the administrator, with its source, and nobody else', async () => {
    const { administrator, clerk } = running();
    const arrangement = { version: 0, source: '国办发明电〔2026〕1号', days };
    await expectRefusal(clerk.put(`/api/calendar/years/${NEXT}`, arrangement), 403, 'right-missing');
    const kept = await body(administrator.put<ArrangementView>(`/api/calendar/years/${NEXT}`, arrangement));
    expect(kept).toMatchObject({ year: NEXT, source: '国办发明电〔2026〕1号', setBy: '系统管理员', version: 1 });
    expect(await body(clerk.get('/api/calendar/days/2027-10-09'))).toMatchObject({ workingDay: true, note: null });
    expect(await body(clerk.get('/api/calendar/days/2027-12-31'))).toMatchObject({
      workingDay: true,
      nextWorkingDay: null,
      note: '2028 年：该年放假安排尚未发布',
    });
  });

  it('is corrected only as it was seen', async () => {
    const { administrator } = running();
    const correct = (version: number, corrected = days) =>
      administrator.put<ArrangementView>(`/api/calendar/years/${NEXT}`, { version, source: '更正', days: corrected });
    await expectRefusal(correct(0), 409, 'stale-version');
    expect(await body(correct(1, days.slice(0, 1)))).toMatchObject({ version: 2, days: [{ day: '2027-10-01' }] });
    expect(await body(administrator.get('/api/calendar/days/2027-10-09'))).toMatchObject({ workingDay: false });
  });

  it.each([
    ['a day of another year', { day: '2028-10-01', kind: 'holiday', name: '国庆节' }, 'calendar-day-invalid'],
    ['a day twice', days[0], 'calendar-day-twice'],
    ['an unknown kind', { day: '2027-05-01', kind: 'party', name: '劳动节' }, 'fields-invalid'],
    ['a day without a name', { day: '2027-05-01', kind: 'holiday', name: '' }, 'fields-invalid'],
  ])('refuses %s', async (_what, day, code) => {
    const { administrator } = running();
    await expectRefusal(administrator.put(`/api/calendar/years/${NEXT}`, { version: 2, source: '更正', days: [days[0], day] }), 400, code);
  });

  it('keeps what the administrator has set when the service starts again', async () => {
    const { administrator, installation } = running();
    await body(
      administrator.put('/api/calendar/years/2025', {
        version: 1,
        source: '本地更正',
        days: [{ day: '2025-01-01', kind: 'holiday', name: '元旦' }],
      }),
    );
    await installation.start();
    expect(await body(administrator.get('/api/calendar/years/2025'))).toMatchObject({ source: '本地更正', days: [{ day: '2025-01-01' }] });
  });
});
