/** Lines of CSV (RFC 4180). What begins as a formula does in a table would be run by programs that open it: it is set off. */
export function csvLine(cells: readonly string[]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return `${cells.map(cell).join(',')}\r\n`;
}
