// A proxy that all of a browser's requests go through, and that tells which of them there were. It lets through what is asked of one origin.
import { createServer, request } from 'node:http';

/** `origin`: where pages may come from. Everything else is answered by nobody, and recorded. */
export async function record(origin) {
  const asked = [];
  const to = new URL(origin);
  const server = createServer((incoming, answer) => {
    const url = URL.canParse(incoming.url) ? new URL(incoming.url) : null;
    asked.push(incoming.url);
    if (url?.origin !== to.origin) {
      answer.writeHead(502).end();
      return;
    }
    const onward = request({ host: to.hostname, port: to.port, path: url.pathname + url.search, method: incoming.method, headers: incoming.headers }, (back) => {
      answer.writeHead(back.statusCode, back.headers);
      back.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  // What is encrypted asks for a way to its host first.
  server.on('connect', ({ url }, socket) => {
    asked.push(`https://${url}`);
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 502 Nobody\r\n\r\n');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `127.0.0.1:${server.address().port}`,
    /** What was asked of anybody else. */
    outside: () => asked.filter((url) => !url.startsWith(`${to.origin}/`)),
    inside: () => asked.filter((url) => url.startsWith(`${to.origin}/`)),
    forget: () => asked.splice(0),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
