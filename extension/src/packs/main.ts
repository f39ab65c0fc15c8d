import { takeDrops } from '../views/packs/drop';
import { patternsOf } from '../shared/keeping';
import type { KeepingWishes } from '../views/packs/keeping';
import { LibraryPage } from '../views/packs/page';
import { examine } from './examine';
import { articles, library as kept, tidyArticles } from './articles';
import { backupsOf } from './backup';
import { dismissals, onDismissalsChange, undismiss } from './dismissals';
import { changeKeeping, keepingWishes, onKeepingChange } from './keeping';
import { onOutletsChange, outlets, setOutlet } from './outlets';
import { onPlacesChange, places, rememberPlace } from './places';
import { canKeepFiles, install, list, onChange, open, remove, restore, setOn, tidy } from './store';

/** The options page: the view, with the library behind it. */

/** Held by every page of the library. */
const STANDING = 'library-page';

const root = document.getElementById('library');
if (!root) throw new Error('library.html has no #library');
const library = { list, open, examine, install, remove, restore, setOn };

const keeping: KeepingWishes = {
  read: keepingWishes,
  setChecked: (checked) => changeKeeping((wishes) => ({ ...wishes, checked })),
  async addSite(host) {
    const origins = patternsOf(host);
    // What was given for good cannot be asked for.
    const isAllowed = await chrome.permissions.request({ origins }).catch(() => chrome.permissions.contains({ origins })).catch(() => false);
    if (isAllowed) await changeKeeping((wishes) => ({ ...wishes, sites: [...wishes.sites.filter((site) => site !== host), host] }));
    return isAllowed;
  },
  async removeSite(host) {
    await changeKeeping((wishes) => ({ ...wishes, sites: wishes.sites.filter((site) => site !== host) }));
    await chrome.permissions.remove({ origins: patternsOf(host) }).catch(() => false);
  },
};

// What is dropped before the page stands waits for it.
const leaveDrops = takeDrops('wf-dropping', (files) => void standing.then((page) => page.add(files)));
const standing = stand(root);

/** Puts the page up when what was removed is gone: no row of it is shown, and nothing that is added can meet it. */
async function stand(place: HTMLElement): Promise<LibraryPage> {
  const keepsFiles = await canKeepFiles();
  if (!keepsFiles) leaveDrops();
  let tidied = (): void => undefined;
  // What was deleted can be brought back while the page stands in which that was done: another one deletes nothing for good.
  await new Promise<void>((ready) => void navigator.locks.request(STANDING, { ifAvailable: true }, async (lock) => {
    if (lock && keepsFiles) await tidy().catch(() => undefined);
    ready();
    // Nobody waits for that.
    if (lock) await tidyArticles().then(() => tidied(), () => undefined);
  }));
  void navigator.locks.request(STANDING, { mode: 'shared' }, () => new Promise(() => undefined));
  const page = new LibraryPage(place, { ...library, keepsFiles }, articles, {
    places: { list: places, forget: (site) => rememberPlace(site, null) },
    outlets: { list: outlets, set: setOutlet },
    dismissals: { list: dismissals, undo: undismiss },
    keeping,
    backups: backupsOf(kept),
  });
  onChange(() => void page.refresh());
  for (const onChanged of [onPlacesChange, onKeepingChange, onOutletsChange, onDismissalsChange]) onChanged(() => void page.refreshTold());
  tidied = () => void page.refreshArticles();
  void page.start();
  return page;
}
