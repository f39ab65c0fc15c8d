import type { CheckRequest } from '../../shared/checks';
import { checkPage, type Click } from './page';
import { checkText } from './text';

/** The one way into a check, whatever asked for it and whatever is to be checked. */
export function start({ id, subject }: CheckRequest, click: Click): Promise<void> {
  switch (subject.kind) {
    case 'page':
      return checkPage(id, subject, click);
    case 'text':
      return checkText(id, subject, click);
  }
}
