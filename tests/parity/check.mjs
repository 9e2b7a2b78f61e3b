// Checks the browser's modules against what the library computed: node check.mjs FILE. Each line of the file is one case.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { evaluate, questions, residual } from "../../themes/default/scripts/conditions.mjs";
import { addBusinessDays, due, earliestAnchor, easter, isWorkingDay, isoOf, parseDate } from "../../themes/default/scripts/dates.mjs";

const CHECKS = {
  calendar: ({ first, days }, calendar) => [...days].map((_, index) => (isWorkingDay(first + index, calendar) ? "1" : "0")).join(""),
  easter: ({ year }) => isoOf(easter(year)),
  business: ({ day, count }, calendar) => addBusinessDays(day, count, calendar),
  due: ({ rule, anchors }, calendar) => due(rule, anchors, calendar),
  earliest: ({ rule, day }, calendar) => earliestAnchor(rule, day, calendar),
  condition: ({ condition, answers, thresholds }) => {
    const left = residual(condition, answers, thresholds);
    return { truth: evaluate(condition, answers, thresholds), residual: left, questions: questions(condition) };
  },
  parse: ({ text }) => {
    const found = parseDate(text);
    return "day" in found ? isoOf(found.day) : found.reason;
  },
};

const counts = {};
const wrong = [];
let calendars = [];
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { kind, input, expected, calendar } = JSON.parse(line);
  if (kind === "calendars") {
    calendars = expected;
    continue;
  }
  counts[kind] = (counts[kind] ?? 0) + 1;
  const found = CHECKS[kind](input, calendars[calendar]);
  if (!isDeepStrictEqual(found, expected)) wrong.push(`${line}\n  the module says ${JSON.stringify(found)}`);
}
console.log(JSON.stringify(counts));
if (wrong.length > 0) {
  console.error(`${wrong.length} cases differ; the first of them:\n${wrong.slice(0, 10).join("\n")}`);
  process.exitCode = 1;
}
