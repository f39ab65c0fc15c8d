/** Which of several dates of publication (ISO 8601) is before all others, as the engine tells it; -1 where that is not known. */
export const earliest = (dates: readonly (string | null)[]): number =>
  dates.findIndex((date, at) => dates.every((other, beside) => beside === at || isBefore(date, other)));

function isBefore(date: string | null, other: string | null): boolean {
  if (date === null || other === null) return false;
  const [time, otherTime] = [instant(date), instant(other)];
  if (!Number.isNaN(time) && !Number.isNaN(otherTime)) return time < otherTime;
  // A month or a year is before a day only as a whole.
  return padded(date, '-12-31') < padded(other, '-01-01');
}

/** A day, or the day at one end of a month or a year. */
const padded = (date: string, end: string): string => (date.length < 10 ? date + end.slice(date.length - 4) : date.slice(0, 10));

/** Milliseconds, where there is a time with its zone. */
const instant = (date: string): number => (/[T ].*(?:[Zz]|[+-]\d)/.test(date) ? Date.parse(date.replace(' ', 'T')) : NaN);
