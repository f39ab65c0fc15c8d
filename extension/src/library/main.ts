import { takeDrops } from './drop';
import { canKeepFiles } from './files';
import { LibraryPage } from './page';
import { onChange, tidy } from './store';

/** The options page. */

async function start(): Promise<void> {
  const root = document.getElementById('library');
  if (!root) throw new Error('library.html has no #library');
  const keeps = await canKeepFiles();
  const page = new LibraryPage(root, keeps);
  if (keeps) {
    await tidy().catch(() => undefined);
    takeDrops('wf-dropping', (files) => page.add(files));
  }
  onChange(() => void page.refresh());
  await page.start();
}

void start();
