import { askPage, type Answers, type FromPage, type Reply, type Request } from '../shared/protocol';
import { problemOf } from '../shared/errors';
import { isRunning, takeOff } from './checks/page';
import { dress } from './dress';
import { apply, stateOf, viewOf } from './tabs';

/** The background's answers to the panel, and what it does at a page's word. */

function act(request: Request): Promise<Answers[Request['type']]> {
  switch (request.type) {
    case 'view':
      return view(request.tab);
    case 'choose':
      return choose(request.tab, request.block);
    case 'left':
      return left(request.tab, request.check);
    case 'loading':
      return apply(request.tab, { type: 'loading' }).then(() => null);
  }
}

export async function answer(request: Request): Promise<Reply<Answers[Request['type']]>> {
  try {
    return { ok: await act(request) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** A check that no background works on was begun by one that the browser has ended meanwhile. */
async function view(tab: number): Promise<Answers['view']> {
  const state = await stateOf(tab);
  if (state.status === 'busy' && !isRunning(state.check)) {
    await apply(tab, { type: 'failed', check: state.check, why: { code: 'interrupted', args: {} } });
  }
  return viewOf(tab);
}

/** A page without marks has no styles either, until a paragraph of it is chosen. */
async function choose(tab: number, block: number | null): Promise<Answers['choose']> {
  if (block !== null && !(await isDressed(tab))) await dress(tab).catch(() => undefined);
  return { found: (await askPage(tab, { type: 'select', block })).found };
}

async function isDressed(tab: number): Promise<boolean> {
  return (await askPage(tab, { type: 'ping' })).marks > 0;
}

async function left(tab: number, check: string): Promise<null> {
  await apply(tab, { type: 'left', check });
  return null;
}

/** What a page tells by itself. `pointed` is for the panel. */
export async function hear(tab: number, message: FromPage): Promise<void> {
  if (message.type !== 'left') return;
  await left(tab, message.check);
  await takeOff(tab);
}
