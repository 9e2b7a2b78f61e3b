// Civil dates as whole days since 1970-01-01 in UTC, and the rules by which days are due. The same rules as in the compiler
// (src/resolve/dates.rs), against which this module is checked.

/**
 * A day: the number of days since 1970-01-01.
 * @typedef {number} Day
 */

/**
 * The days that are not working days. Months and days count from 1, weekdays from Monday 1 to Sunday 7.
 * @typedef {object} Calendar
 * @property {[number, number][]} fixed the same month and day every year
 * @property {number[]} easter days from Easter Sunday
 * @property {{ weekday: number, from: [number, number], to: [number, number] }[]} moving a weekday in a span of the year
 * @property {number[]} weekend weekdays that are never working days
 */

/** @typedef {"days" | "business-days" | "weeks" | "months"} Unit */

/**
 * @typedef {object} Rule
 * @property {"latest" | "asap" | "in-good-time" | "not-required"} bound
 * @property {{ count: number, unit: Unit } | null} offset negative: before the anchor
 * @property {boolean} unit_stated whether the source says which days it means
 * @property {"earlier" | "later" | "none"} roll where a day goes that is not a working day
 */

/** @typedef {"not-required" | "no-offset" | "no-anchor" | "outside-years"} NoDay */

/**
 * @typedef {object} Due
 * @property {Day} date the day by which it is due
 * @property {Day} counted the day counted, before it was rolled off a non-working day
 * @property {Day} anchor the anchor that it was counted from
 * @property {"stated" | "calendar-days" | "business-days"} reading which days were counted
 */

const DAY = 86_400_000;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/**
 * The day of a year, month and day of the month; null where there is no such day.
 * @param {number} year
 * @param {number} month
 * @param {number} day
 * @returns {Day | null}
 */
export function dayOf(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? date.getTime() / DAY : null;
}

/**
 * @param {Day} day
 * @returns {{ year: number, month: number, day: number }}
 */
export function partsOf(day) {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/**
 * The day as YYYY-MM-DD.
 * @param {Day} day
 * @returns {string}
 */
export function isoOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The weekday, from Monday 1 to Sunday 7. 1970-01-01 was a Thursday.
 * @param {Day} day
 * @returns {number}
 */
export function weekdayOf(day) {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * Whether the day is in the years in which dates are computed.
 * @param {Day} day
 * @returns {boolean}
 */
export function inRange(day) {
  const year = partsOf(day).year;
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/**
 * Reads a date as people write it: 3.5.2027, 3.5.27, 2027-05-03.
 * @param {string} text
 * @returns {{ day: Day } | { reason: "empty" | "not-a-date" | "no-such-day" | "outside-years" }}
 */
export function parseDate(text) {
  const trimmed = text.trim();
  if (trimmed === "") return { reason: "empty" };
  const dotted = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})$/.exec(trimmed);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(trimmed);
  const found = dotted ? [dotted[3], dotted[2], dotted[1]] : iso ? [iso[1], iso[2], iso[3]] : null;
  if (!found) return { reason: "not-a-date" };
  const [year, month, date] = found.map(Number);
  const day = dayOf(found[0].length === 2 ? FIRST_YEAR + year : year, month, date);
  if (day === null) return { reason: "no-such-day" };
  return inRange(day) ? { day } : { reason: "outside-years" };
}

/**
 * Easter Sunday in the Gregorian calendar: the anonymous computus of Nature, 20 April 1876.
 * @param {number} year
 * @returns {Day}
 */
export function easter(year) {
  const golden = year % 19;
  const century = Math.trunc(year / 100);
  const ofCentury = year % 100;
  const moonCorrection = Math.trunc((century + 8) / 25);
  const moonOrbit = Math.trunc((century - moonCorrection + 1) / 3);
  const epact = (19 * golden + century - Math.trunc(century / 4) - moonOrbit + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.trunc(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.trunc((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * late + 114;
  return Date.UTC(year, Math.trunc(sum / 31) - 1, (sum % 31) + 1) / DAY;
}

/** @param {Day} day */
function isEaster(day) {
  return weekdayOf(day) === 7 && easter(partsOf(day).year) === day;
}

/**
 * @param {Day} day
 * @param {Calendar} calendar
 * @returns {boolean}
 */
export function isWorkingDay(day, calendar) {
  const weekday = weekdayOf(day);
  if (calendar.weekend.includes(weekday)) return false;
  const { month, day: date } = partsOf(day);
  const place = month * 100 + date;
  if (calendar.fixed.some(([fixedMonth, fixedDay]) => fixedMonth === month && fixedDay === date)) return false;
  if (calendar.moving.some((moving) => moving.weekday === weekday && isBetween(place, moving.from, moving.to))) return false;
  return !calendar.easter.some((distance) => isEaster(day - distance));
}

/**
 * A span whose end comes before its start leads over the turn of the year.
 * @param {number} place
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
function isBetween(place, from, to) {
  const first = from[0] * 100 + from[1];
  const last = to[0] * 100 + to[1];
  return first <= last ? place >= first && place <= last : place >= first || place <= last;
}

/**
 * The next working day strictly after the day (step 1) or before it (step -1); null outside the years.
 * @param {Day} day
 * @param {1 | -1} step
 * @param {Calendar} calendar
 * @returns {Day | null}
 */
function nextWorkingDay(day, step, calendar) {
  for (let current = day + step; inRange(current); current += step) {
    if (isWorkingDay(current, calendar)) return current;
  }
  return null;
}

/**
 * So many working days after the day, or before it where the count is negative; null outside the years.
 * @param {Day} day
 * @param {number} count
 * @param {Calendar} calendar
 * @returns {Day | null}
 */
export function addBusinessDays(day, count, calendar) {
  const step = count < 0 ? -1 : 1;
  /** @type {Day | null} */
  let current = day;
  for (let left = Math.abs(count); left > 0 && current !== null; left -= 1) current = nextWorkingDay(current, step, calendar);
  return current;
}

/**
 * A month ends on the day of the same number, or on its last day.
 * @param {Day} day
 * @param {number} count
 * @returns {Day}
 */
function addMonths(day, count) {
  const { year, month, day: date } = partsOf(day);
  const months = year * 12 + (month - 1) + count;
  const [toYear, toMonth] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  for (let last = date; ; last -= 1) {
    const found = dayOf(toYear, toMonth, last);
    if (found !== null) return found;
  }
}

/**
 * The day by which a rule is due. Of several anchors the earliest known counts.
 * @param {Rule} rule
 * @param {Day[]} anchors the days of those of its anchors whose day is known
 * @param {Calendar} calendar
 * @returns {Due | { reason: NoDay }}
 */
export function due(rule, anchors, calendar) {
  if (rule.bound === "not-required") return { reason: "not-required" };
  const offset = rule.offset;
  if (!offset) return { reason: "no-offset" };
  if (anchors.length === 0) return { reason: "no-anchor" };
  if (!anchors.every(inRange)) return { reason: "outside-years" };
  const anchor = Math.min(...anchors);
  if (rule.unit_stated || offset.unit !== "days") {
    const counted = count(offset.count, offset.unit, rule.roll, anchor, calendar);
    return counted ? { ...counted, anchor, reading: "stated" } : { reason: "outside-years" };
  }
  const days = count(offset.count, "days", rule.roll, anchor, calendar);
  const business = count(offset.count, "business-days", rule.roll, anchor, calendar);
  if (!days || !business) return { reason: "outside-years" };
  return business.date < days.date ? { ...business, anchor, reading: "business-days" } : { ...days, anchor, reading: "calendar-days" };
}

/**
 * The day counted from the anchor, and the same rolled. A rolled day stays on its side of the anchor.
 * @param {number} number
 * @param {Unit} unit
 * @param {Rule["roll"]} roll
 * @param {Day} anchor
 * @param {Calendar} calendar
 * @returns {{ date: Day, counted: Day } | null}
 */
function count(number, unit, roll, anchor, calendar) {
  const counted = move(number, unit, anchor, calendar);
  if (counted === null || !inRange(counted)) return null;
  if (roll === "none" || isWorkingDay(counted, calendar)) return { date: counted, counted };
  const step = roll === "earlier" ? -1 : 1;
  const side = Math.sign(number);
  let date = nextWorkingDay(counted, step, calendar);
  if (step === -side && (date === null || Math.sign(date - anchor) !== side)) {
    date = nextWorkingDay(counted, step === 1 ? -1 : 1, calendar);
  }
  return date === null ? null : { date, counted };
}

/**
 * @param {number} number
 * @param {Unit} unit
 * @param {Day} anchor
 * @param {Calendar} calendar
 * @returns {Day | null}
 */
function move(number, unit, anchor, calendar) {
  switch (unit) {
    case "days":
      return anchor + number;
    case "weeks":
      return anchor + 7 * number;
    case "months":
      return addMonths(anchor, number);
    case "business-days":
      return addBusinessDays(anchor, number, calendar);
  }
}

/**
 * The earliest anchor day with which the rule is not due before the given day: the earliest day that still works.
 * @param {Rule} rule
 * @param {Day} notBefore
 * @param {Calendar} calendar
 * @returns {{ day: Day } | { reason: NoDay }}
 */
export function earliestAnchor(rule, notBefore, calendar) {
  if (rule.bound === "not-required") return { reason: "not-required" };
  if (!rule.offset) return { reason: "no-offset" };
  if (!inRange(notBefore)) return { reason: "outside-years" };
  const number = rule.offset.count;
  // A later anchor is never due earlier, so that the border can be found by halving. Where no day can be computed, the way led
  // out of the years on the side to which the offset points.
  const works = (/** @type {Day} */ anchor) => {
    const found = due(rule, [anchor], calendar);
    return "date" in found ? found.date >= notBefore : number > 0 || (number === 0 && anchor > notBefore);
  };
  let low = Date.UTC(FIRST_YEAR, 0, 1) / DAY;
  let high = Date.UTC(LAST_YEAR, 11, 31) / DAY;
  while (low < high) {
    const middle = low + Math.floor((high - low) / 2);
    if (works(middle)) high = middle;
    else low = middle + 1;
  }
  const found = due(rule, [low], calendar);
  return "date" in found && found.date >= notBefore ? { day: low } : { reason: "outside-years" };
}
