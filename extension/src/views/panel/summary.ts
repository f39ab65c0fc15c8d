import type { Report } from '../../shared/report';
import { strings } from '../../shared/strings';
import { findingsOf } from './findings';
import { wordsOf } from './look';
import { headlineOf, sourceName } from './names';

const words = strings.evidence;

/** What was found as a short text, for an e-mail. `at`: when the page was checked, ISO 8601. */
export function summaryOf(report: Report, at: string): string {
  const { page, sources } = report;
  const findings = findingsOf(report).map(wordsOf).map(({ word, text }) => `- ${word}: ${text}`);
  const listed = sources.map((source) => `- ${[sourceName(source), source.title, source.url].filter(Boolean).join(', ')}`);
  return [
    [page.title, page.url].filter(Boolean).join('\n'),
    headlineOf(report),
    findings.length > 0 ? [words.look, ...findings].join('\n') : '',
    listed.length > 0 ? [words.sources, ...listed].join('\n') : '',
    words.checked(at),
  ].filter(Boolean).join('\n\n');
}
