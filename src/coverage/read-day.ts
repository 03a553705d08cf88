import type { LocalDate } from '../kernel/index.js';
import type { Clock } from '../platform/clock/clock.js';
import { dayAsked } from '../platform/http/day.js';

/** The day that a request asks for, today where it names none. Throws Problem `date-invalid`. */
export const readDay = (text: string | undefined, clock: Clock): LocalDate => (text === undefined ? clock.today() : dayAsked(text));
