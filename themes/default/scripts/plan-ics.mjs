// The dated tasks of a plan as a calendar file (RFC 5545): all-day events with ids that stay, so that a second import updates.

import { isoOf } from "./dates.mjs";

/**
 * @typedef {object} CalendarEvent
 * @property {string} uid
 * @property {number} sequence raised when the day moves
 * @property {number} day
 * @property {string} summary
 * @property {string} description
 * @property {string} url
 */

/**
 * @param {{ name: string, lang: string, product: string }} calendar
 * @param {CalendarEvent[]} events
 * @param {Date} now
 * @returns {string}
 */
export function calendarFile(calendar, events, now) {
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//${escapeText(calendar.product)}//${calendar.lang}`,
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    ...events.flatMap((event) => [
      "BEGIN:VEVENT",
      `UID:${escapeText(event.uid)}`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${event.sequence}`,
      `DTSTART;VALUE=DATE:${compact(event.day)}`,
      `DTEND;VALUE=DATE:${compact(event.day + 1)}`,
      `SUMMARY;LANGUAGE=${calendar.lang}:${escapeText(event.summary)}`,
      `DESCRIPTION;LANGUAGE=${calendar.lang}:${escapeText(event.description)}`,
      `URL:${event.url.replace(/[\r\n]/g, "")}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** @param {number} day */
function compact(day) {
  return isoOf(day).replaceAll("-", "");
}

/**
 * Text as RFC 5545, 3.3.11 writes it. Characters that no line may hold are left out.
 * @param {string} text
 */
export function escapeText(text) {
  const plain = text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
  return plain.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
}

/**
 * A line in pieces of at most 75 octets, none of which cuts a character.
 * @param {string} line
 */
export function fold(line) {
  const encoder = new TextEncoder();
  let folded = "";
  let length = 0;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (length + octets > 75) {
      folded += "\r\n ";
      length = 1;
    }
    folded += character;
    length += octets;
  }
  return folded;
}
