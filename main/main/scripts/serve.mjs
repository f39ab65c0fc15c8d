// A static file server on 127.0.0.1, for the demo and the end-to-end tests: `node scripts/serve.mjs [DIR] [PORT]`.
import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The file below one of `roots` that a URL's path names, or null; a folder means its index.html. */
function locate(roots, pathname) {
  for (const root of roots) {
    const file = path.join(root, path.normalize('/' + pathname));
    for (const candidate of [file, path.join(file, 'index.html')]) {
      const stat = statSync(candidate, { throwIfNoEntry: false });
      if (stat?.isFile()) return candidate;
    }
  }
  return null;
}

/**
 * Serves the files of `roots`, the first that has one wins. `headers(url)` may add response headers.
 * `port` 0 takes a free one.
 */
export function serve(roots, { port = 0, headers = () => ({}) } = {}) {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    let file = null;
    try {
      file = locate(roots, decodeURIComponent(url.pathname));
    } catch {
      // A path that is not valid percent-encoding names no file.
    }
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('Not found\n');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-store',
      ...headers(url),
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({
        base: `http://127.0.0.1:${server.address().port}`,
        close() {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [dir = 'dist/www', port = '8000'] = process.argv.slice(2);
  const { base } = await serve([path.resolve(dir)], { port: Number(port) });
  console.log(`${base}/ serves ${dir}`);
}
