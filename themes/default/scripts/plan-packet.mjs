// A plan as a file and as a link. What comes back is checked as if anybody had written it.

import { SCHEMA, readPlan } from "./plan-record.mjs";

/** @typedef {import("./plan-record.mjs").Plan} Plan */

/**
 * Why a file or a link cannot be taken in.
 * @typedef {"not-a-plan" | "broken" | "newer" | "foreign" | "too-big" | "unsupported"} Refusal
 */

/** @typedef {{ plan: Plan, edited: boolean } | { reason: Refusal }} Unpacked edited: somebody has changed the file by hand */

export const FORMAT = "guidance-plan";
export const FILE_LIMIT = 1_000_000;
export const LINK_LIMIT = 8192;
/** No clock shows a later time, and what the reader does afterwards can still be counted as later. */
const LATEST = 2 ** 52;
const LINK = /^#plan=(\d+)\.([A-Za-z0-9_-]*)$/;

/**
 * @param {Plan} plan
 * @returns {string}
 */
export function toFile(plan) {
  return `${JSON.stringify({ format: FORMAT, schema: SCHEMA, checksum: checksum(plan), plan }, null, 1)}\n`;
}

/**
 * The CRC-32 (ISO-HDLC) of a plan's text, with its keys in order: finds damage and edits by hand.
 * @param {unknown} plan
 * @returns {string}
 */
export function checksum(plan) {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(ordered(plan))) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function ordered(value) {
  if (Array.isArray(value)) return `[${value.map(ordered).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const table = /** @type {Record<string, unknown>} */ (value);
  return `{${Object.keys(table).sort().map((key) => `${JSON.stringify(key)}:${ordered(table[key])}`).join(",")}}`;
}

/**
 * @param {string} text
 * @param {string} site
 * @returns {Unpacked}
 */
export function fromFile(text, site) {
  if (text.length > FILE_LIMIT) return { reason: "too-big" };
  const value = parse(text);
  if (value === undefined) return { reason: text.includes(`"${FORMAT}"`) ? "broken" : "not-a-plan" };
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== FORMAT) return { reason: "not-a-plan" };
  const packet = /** @type {Record<string, unknown>} */ (value);
  if (typeof packet.schema === "number" && packet.schema > SCHEMA) return { reason: "newer" };
  return accept(packet.plan, site, packet.checksum !== checksum(packet.plan));
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @param {string} site
 * @param {boolean} edited
 * @returns {Unpacked}
 */
function accept(value, site, edited) {
  const read = readPlan(value, LATEST);
  if ("reason" in read) return read;
  return read.plan.site === site ? { plan: read.plan, edited } : { reason: "foreign" };
}

/**
 * The part of a link after the address: without what a tick remembers in words, and without free text unless asked for.
 * @param {Plan} plan
 * @param {{ notes: "with" | "without" }} options
 * @returns {Promise<string | null>} null where the plan is too large for a link
 */
export async function toLink(plan, options) {
  /** @type {Plan["entries"]} */
  const entries = {};
  for (const [key, entry] of Object.entries(plan.entries)) {
    if (key.startsWith("sent:") || (options.notes === "without" && /^(note|who):/.test(key))) continue;
    entries[key] = key.startsWith("tick:") && entry.v ? { at: entry.at, v: { rev: entry.v.rev, rule: entry.v.rule } } : entry;
  }
  const bytes = new TextEncoder().encode(JSON.stringify({ ...plan, entries }));
  return bytes.length > LINK_LIMIT ? null : `#plan=1.${toBase64(await squeeze(bytes))}`;
}

/**
 * @param {string} hash
 * @param {string} site
 * @returns {Promise<Unpacked>}
 */
export async function fromLink(hash, site) {
  const found = LINK.exec(hash);
  if (!found) return { reason: "broken" };
  if (found[1] !== "1") return { reason: "newer" };
  if (found[2].length > 2 * LINK_LIMIT) return { reason: "too-big" };
  if (typeof DecompressionStream === "undefined") return { reason: "unsupported" };
  const bytes = await unsqueeze(fromBase64(found[2]));
  if (bytes === "too-big" || bytes === "broken") return { reason: bytes };
  const value = parse(new TextDecoder().decode(bytes));
  return value === undefined ? { reason: "broken" } : accept(value, site, false);
}

/** @param {Uint8Array} bytes */
function toBase64(bytes) {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer> | null}
 */
function fromBase64(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function squeeze(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Unpacks no more than a link may hold, however much is packed.
 * @param {Uint8Array<ArrayBuffer> | null} bytes
 * @returns {Promise<Uint8Array | "broken" | "too-big">}
 */
async function unsqueeze(bytes) {
  if (!bytes) return "broken";
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const whole = new Uint8Array(LINK_LIMIT);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return whole.slice(0, length);
      if (length + value.length > LINK_LIMIT) {
        await reader.cancel();
        return "too-big";
      }
      whole.set(value, length);
      length += value.length;
    }
  } catch {
    return "broken";
  }
}
