// The days of a plan on one line of time: the reader's events as diamonds, every deadline as a bar that reaches to the day that it counts
// from, and today. The list below says the same in words, so that the drawing is for the eye only.

import { dayOf, partsOf } from "./dates.mjs";

const WIDTH = 960;
/** Where the line of time begins; names stand left of it. */
const START = 360;
const END = 830;
const ROW = 44;
/** Height of the scale above the rows. */
const SCALE = 40;
/** Letters of a name that fit left of the line. */
const NAME = 36;
/** Days before the first one within which today is drawn. */
const NEAR = 100;

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
function shape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * The rows of the drawing, the earliest first: the events whose days deadlines count from, and the deadlines of the reader's tasks.
 * @param {import("./plan-page.mjs").Page} page
 * @returns {{ name: string, day: number, anchor: number }[]}
 */
export function rowsOf(page) {
  const { data, view } = page;
  const counted = [...view.events, ...Object.values(view.setBy).flat()].filter((event) => Object.hasOwn(view.days, event));
  const events = counted.map((event) => ({ name: data.events[event].name, day: view.days[event].day, anchor: view.days[event].day }));
  const shown = view.tasks.filter((task) => task.due && (task.place === "own" || task.place === "check"));
  const due = new Map(shown.map((task) => [task.step.deadline ?? "", /** @type {import("./plan-due.mjs").DueDay} */ (task.due)]));
  const deadlines = [...due].map(([deadline, { day, anchor }]) => ({ name: data.deadlines[deadline].name, day, anchor }));
  return [...events, ...deadlines].sort((a, b) => a.day - b.day);
}

/**
 * @param {import("./plan-page.mjs").Page} page
 * @returns {SVGElement | null} null where no deadline has a day
 */
export function timeline(page) {
  const rows = rowsOf(page);
  if (!rows.some((row) => row.day !== row.anchor)) return null;
  const days = rows.flatMap((row) => [row.day, row.anchor]);
  const [earliest, last] = [Math.min(...days), Math.max(...days)];
  const withToday = page.today <= last && page.today >= earliest - NEAR;
  const first = Math.min(earliest, withToday ? page.today : earliest) - 2;
  const at = (/** @type {number} */ day) => Math.round(START + ((END - START) * (day - first)) / (last - first));
  const height = SCALE + ROW * rows.length + 4;
  const drawing = shape("svg", { class: "timeline", viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true" });
  for (const month of months(first, last)) {
    drawing.append(
      shape("path", { class: "timeline-week", d: `M${at(month)} ${SCALE - 10}V${height}` }),
      shape("text", { class: "timeline-scale", x: at(month), y: 20 }, page.days.plain(month)),
    );
  }
  rows.forEach((row, index) => drawing.append(...drawRow(row, SCALE + ROW * index, at, page.days.short(row.day))));
  if (withToday) {
    drawing.append(
      shape("path", { class: "timeline-day", "data-today": "", d: `M${at(page.today)} ${SCALE - 10}V${height}` }),
      shape("text", { x: at(page.today) - 6, y: SCALE, "text-anchor": "end" }, page.words("today")),
    );
  }
  return drawing;
}

/**
 * The first days of months within a span, as many as have room.
 * @param {number} first
 * @param {number} last
 */
function months(first, last) {
  const { year, month } = partsOf(first);
  const count = Math.ceil((last - first) / 30) + 1;
  const step = Math.ceil(count / 5);
  const starts = Array.from({ length: count + 1 }, (_, index) => dayOf(year + Math.floor((month + index) / 12), ((month + index) % 12) + 1, 1) ?? 0);
  return starts.filter((day, index) => index % step === 0 && day > first && day < last);
}

/**
 * @param {{ name: string, day: number, anchor: number }} row
 * @param {number} y
 * @param {(day: number) => number} at
 * @param {string} day
 */
function drawRow({ name, day: due, anchor }, y, at, day) {
  const middle = y + ROW / 2;
  const [from, to] = [at(due), at(anchor)];
  const words = lines(name);
  const parts = [
    shape("path", { class: "timeline-rule", d: `M0 ${y}H${WIDTH}` }),
    ...words.map((line, index) => shape("text", { x: 0, y: middle + 5 + 18 * (index - (words.length - 1) / 2) }, line)),
  ];
  if (due !== anchor) parts.push(shape("path", { class: "timeline-bar", d: `M${from} ${middle}H${to}` }), shape("path", { class: "timeline-day", d: `M${from} ${middle - 8}V${middle + 8}` }));
  parts.push(shape("path", { class: "timeline-go", d: `M${to} ${middle - 7}l7 7l-7 7l-7 -7z` }));
  parts.push(shape("text", { class: "timeline-length", x: Math.max(from, to) + 12, y: middle + 5 }, day));
  return parts;
}

/**
 * A name in at most two lines.
 * @param {string} name
 */
function lines(name) {
  if (name.length <= NAME) return [name];
  const gap = name.lastIndexOf(" ", NAME);
  return gap < 0 ? [name] : [name.slice(0, gap), name.slice(gap + 1)];
}
