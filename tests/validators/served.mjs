// A built folder as a strict host serves it, and the browser that looks at it.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml" };
const TEXT = new Set(Object.keys(TYPES));

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion"];

/** The headers that the build itself writes for hosts. */
function headers(site) {
  const lines = readFileSync(join(site, "headers/_headers"), "utf8").split("\n").slice(1);
  const own = lines.slice(0, lines.findIndex((line) => !line.startsWith("  ")));
  return Object.fromEntries(own.map((line) => [line.slice(0, line.indexOf(":")).trim().toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
}

/** Serves a folder, compressed, with the headers of `headers/_headers`. */
export async function served(site) {
  const strict = headers(site);
  if (!strict["content-security-policy"]?.includes("frame-ancestors 'none'")) throw new Error("headers/_headers has no strict policy");
  const packed = new Map();
  const server = createServer((request, response) => {
    let file = join(site, normalize(decodeURIComponent(new URL(request.url, "http://x").pathname)));
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file.startsWith(site) || !existsSync(file)) return response.writeHead(404).end();
    const type = extname(file);
    const hashed = /\.[0-9a-f]{10}\.[a-z0-9]+$/.test(file);
    const head = { ...strict, "content-type": TYPES[type] ?? "application/octet-stream", "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache" };
    if (!TEXT.has(type) || !/gzip/.test(request.headers["accept-encoding"] ?? "")) return response.writeHead(200, head).end(readFileSync(file));
    if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file), { level: 9 }));
    response.writeHead(200, { ...head, "content-encoding": "gzip", vary: "Accept-Encoding" }).end(packed.get(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
