// A built folder as a strict host serves it, and the browser that looks at it.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml" };
const TEXT = new Set(Object.keys(TYPES));

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-prefers-reduced-motion"];

/** The headers that the build itself writes for hosts: those of a file's address, of all rules that it matches. */
function rules(site) {
  const all = [];
  for (const line of readFileSync(join(site, "headers/_headers"), "utf8").split("\n").filter(Boolean)) {
    if (!line.startsWith("  ")) all.push({ folder: line.replace(/\*$/, ""), headers: {} });
    else all.at(-1).headers[line.slice(0, line.indexOf(":")).trim().toLowerCase()] = line.slice(line.indexOf(":") + 1).trim();
  }
  return (path) => Object.assign({}, ...all.filter(({ folder }) => path.startsWith(folder)).map(({ headers }) => headers));
}

/** Serves a folder, compressed, with the headers of `headers/_headers`. */
export async function served(site) {
  const headers = rules(site);
  if (!headers("/")["content-security-policy"]?.includes("frame-ancestors 'none'")) throw new Error("headers/_headers has no strict policy");
  const packed = new Map();
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    let file = join(site, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!file.startsWith(site) || !existsSync(file)) return response.writeHead(404).end();
    const type = extname(file);
    const head = { "content-type": TYPES[type] ?? "application/octet-stream", "cache-control": "no-cache", ...headers(path) };
    if (!TEXT.has(type) || !/gzip/.test(request.headers["accept-encoding"] ?? "")) return response.writeHead(200, head).end(readFileSync(file));
    if (!packed.has(file)) packed.set(file, gzipSync(readFileSync(file), { level: 9 }));
    response.writeHead(200, { ...head, "content-encoding": "gzip", vary: "Accept-Encoding" }).end(packed.get(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
