import { takeDrops } from '../views/packs/drop';
import type { KeepingWishes } from '../views/packs/keeping';
import { LibraryPage } from '../views/packs/page';
import { examine } from './examine';
import { articles, library as kept, tidyArticles } from './articles';
import { backupsOf } from './backup';
import { dismissals, onDismissalsChange, undismiss } from './dismissals';
import { forgetRefused, keepChecked, keepingWishes, keepSite, keepSiteNoMore, onKeepingChange } from './keeping';
import { onOutletsChange, outlets, setOutlet } from './outlets';
import { onPlacesChange, places, rememberPlace } from './places';
import { canKeepFiles, install, list, onChange, open, remove, restore, setOn, tidy } from './store';

/** The options page: the view, with the library behind it. */

const root = document.getElementById('library');
if (!root) throw new Error('library.html has no #library');
const library = { list, open, examine, install, remove, restore, setOn };

const keeping: KeepingWishes = {
  read: keepingWishes,
  setChecked: keepChecked,
  addSite: keepSite,
  removeSite: keepSiteNoMore,
};

// What is dropped before the page stands waits for it.
const leaveDrops = takeDrops('wf-dropping', (files) => void standing.then((page) => page.add(files)));
const standing = stand(root);

/** Puts the page up when what was removed is gone: no row of it is shown, and nothing that is added can meet it. */
async function stand(place: HTMLElement): Promise<LibraryPage> {
  const keepsFiles = await canKeepFiles();
  if (!keepsFiles) leaveDrops();
  // What was deleted can be brought back while the page stands in which that was done: another one deletes nothing for good.
  const isAlone = !chrome.extension.getViews({ type: 'tab' }).some((view) => view !== window && view.location.pathname === location.pathname);
  if (keepsFiles && isAlone) await tidy().catch(() => undefined);
  // The background may have missed it.
  await forgetRefused().catch(() => undefined);
  const page = new LibraryPage(place, { ...library, keepsFiles }, articles, {
    places: { list: places, forget: (site) => rememberPlace(site, null) },
    outlets: { list: outlets, set: setOutlet },
    dismissals: { list: dismissals, undo: undismiss },
    keeping,
    backups: backupsOf(kept),
  });
  onChange(() => void page.refresh());
  for (const onChanged of [onPlacesChange, onKeepingChange, onOutletsChange, onDismissalsChange]) onChanged(() => void page.refreshTold());
  // Nobody waits for that.
  if (isAlone) void tidyArticles().then(() => page.refreshArticles(), () => undefined);
  void page.start();
  return page;
}
