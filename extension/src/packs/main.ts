import { takeDrops } from '../views/packs/drop';
import { LibraryPage } from '../views/packs/page';
import { examine } from './examine';
import { articles, tidyArticles } from './articles';
import { dismissals, onDismissalsChange, undismiss } from './dismissals';
import { onOutletsChange, outlets, setOutlet } from './outlets';
import { onPlacesChange, places, rememberPlace } from './places';
import { canKeepFiles, install, list, onChange, open, remove, restore, setOn, tidy } from './store';

/** The options page: the view, with the library behind it. */

const root = document.getElementById('library');
if (!root) throw new Error('library.html has no #library');
const library = { list, open, examine, install, remove, restore, setOn };

// What is dropped before the page stands waits for it.
const leaveDrops = takeDrops('wf-dropping', (files) => void standing.then((page) => page.add(files)));
const standing = stand(root);

/** Puts the page up when what was removed is gone: no row of it is shown, and nothing that is added can meet it. */
async function stand(place: HTMLElement): Promise<LibraryPage> {
  const keepsFiles = await canKeepFiles();
  if (keepsFiles) await tidy().catch(() => undefined);
  else leaveDrops();
  const page = new LibraryPage(place, { ...library, keepsFiles }, articles, {
    places: { list: places, forget: (site) => rememberPlace(site, null) },
    outlets: { list: outlets, set: setOutlet },
    dismissals: { list: dismissals, undo: undismiss },
  });
  onChange(() => void page.refresh());
  for (const onChanged of [onPlacesChange, onOutletsChange, onDismissalsChange]) onChanged(() => void page.refreshTold());
  // What was deleted before goes now; nobody waits for that.
  void tidyArticles().then(() => page.refreshArticles(), () => undefined);
  void page.start();
  return page;
}
