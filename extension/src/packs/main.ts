import { takeDrops } from '../views/packs/drop';
import { LibraryPage } from '../views/packs/page';
import { examine } from './examine';
import { canKeepFiles } from './files';
import { install, list, onChange, open, remove, restore, setOn, tidy } from './store';

/** The options page: the view, with the library behind it. */

async function start(): Promise<void> {
  const root = document.getElementById('library');
  if (!root) throw new Error('library.html has no #library');
  const keepsFiles = await canKeepFiles();
  const page = new LibraryPage(root, { keepsFiles, list, open, examine, install, remove, restore, setOn });
  if (keepsFiles) {
    await tidy().catch(() => undefined);
    takeDrops('wf-dropping', (files) => page.add(files));
  }
  onChange(() => void page.refresh());
  await page.start();
}

void start();
