// web-ext's linter over both packages. It judges by Firefox's rules; what Chromium alone understands is expected of its package.
import { spawnSync } from 'node:child_process';

const CHROMIUM_ONLY = new Set([
  'ADDON_ID_REQUIRED', // Chromium gives the identity itself
  'BACKGROUND_SERVICE_WORKER_NOFALLBACK',
  'MISSING_DATA_COLLECTION_PERMISSIONS', // a declaration to Mozilla's store
]);
const expected = (finding) =>
  CHROMIUM_ONLY.has(finding.code) || (/^(MANIFEST_PERMISSIONS|UNSUPPORTED_API)$/.test(finding.code) && finding.message.includes('sidePanel'));

let found = 0;
for (const browser of ['firefox', 'chromium']) {
  const { stdout, stderr } = spawnSync('web-ext', ['lint', '--output=json', `--source-dir=dist/${browser}`], { encoding: 'utf8' });
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    console.error(`web-ext lint gave no report for dist/${browser}:\n${stdout}${stderr}`);
    process.exit(1);
  }
  const { errors, warnings, notices } = report;
  for (const finding of [...errors, ...warnings, ...notices]) {
    if (browser === 'chromium' && expected(finding)) continue;
    found += 1;
    console.error(`dist/${browser}/${finding.file ?? ''}:${finding.line ?? 1} ${finding.code} ${finding.message} ${finding.description}`);
  }
}
if (found > 0) process.exit(1);
console.log('web-ext lint: nothing to say about dist/firefox and dist/chromium');
