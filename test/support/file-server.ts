import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fetch } from "../../src/io/index.ts";

/** Answers requests on the loopback, at `port`; `fetch` sends what is addressed to any https host there. */
export async function withServer<T>(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (fetchThere: Fetch, asked: string[], port: number) => Promise<T>,
): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url} ${request.headers.range ?? ""}`.trim());
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const fetchThere: Fetch = (url, request) =>
    fetch(url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${port}`), request);
  try {
    return await use(fetchThere, asked, port);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

/** An answer that gives one file, whole or from where a range begins. */
export function giveFile(content: Uint8Array) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (start > content.length) return void response.writeHead(416).end();
    if (start > 0) {
      const range = `bytes ${start}-${content.length - 1}/${content.length}`;
      response.writeHead(206, {
        "content-range": range,
        "content-length": content.length - start,
      });
    } else response.writeHead(200, { "content-length": content.length });
    response.end(content.subarray(start));
  };
}
