/** How numbers, dates, sizes and lists are written in the interface's language. */

const LANGUAGE = 'en-GB';
const decimal = new Intl.NumberFormat(LANGUAGE);
const percent = new Intl.NumberFormat(LANGUAGE, { style: 'percent', maximumFractionDigits: 0 });
const day = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(LANGUAGE, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const conjunction = new Intl.ListFormat(LANGUAGE, { style: 'long', type: 'conjunction' });

export const number = (n: number): string => decimal.format(n);

export const list = (items: readonly string[]): string => conjunction.format(items);

export const count = (n: number, one: string, many = `${one}s`): string => `${decimal.format(n)} ${n === 1 ? one : many}`;

/** A share of 0 to 1; never "0%" for something nor "100%" for less than all. */
export function share(value: number): string {
  if (value > 0 && value < 0.01) return 'under 1%';
  if (value < 1 && value > 0.99) return 'over 99%';
  return percent.format(value);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A file's size, in two digits or more: "36 kB", "1.4 MB". */
export function size(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** power;
  const format = { style: 'unit', unit: UNITS[power] ?? 'byte', unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(LANGUAGE, format).format(value);
}

/** The engine's reasons begin and end like parts of a sentence; standing alone they are sentences. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** An ISO 8601 date as a reader writes it; what is no date is shown as it stands. */
export function date(iso: string): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso);
  if (!parts) return iso;
  const [, year = '', monthPart, dayPart] = parts;
  if (!monthPart) return year;
  const at = new Date(`${year}-${monthPart}-${dayPart ?? '01'}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return iso;
  return (dayPart ? day : month).format(at);
}
