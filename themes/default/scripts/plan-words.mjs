// The words that the scripts show: texts with places to fill, in the forms of the language's plurals.

/**
 * Texts by id; those that count something by the language's plural category.
 * @typedef {{ lang: string, locale: string, texts: Record<string, string | Record<string, string>> }} WordsFile
 */

/** @typedef {(id: string, values?: Record<string, string | number>) => string} Words */

/**
 * @param {WordsFile} file
 * @returns {Words}
 */
export function words(file) {
  const plurals = new Intl.PluralRules(file.locale);
  const numbers = new Intl.NumberFormat(file.locale);
  return (id, values = {}) => {
    const entry = file.texts[id];
    if (entry === undefined) return `⟨${id}⟩`;
    const text = typeof entry === "string" ? entry : (entry[plurals.select(Number(values.count ?? 0))] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = name === "number" ? (values.number ?? values.count) : values[name];
      return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
    });
  };
}

/**
 * How a language writes days.
 * @typedef {{ short: (day: number) => string, plain: (day: number) => string, long: (day: number) => string }} DayWords
 */

/**
 * @param {string} locale
 * @returns {DayWords}
 */
export function dayWords(locale) {
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (/** @type {number} */ day) => formatter.format(day * 86_400_000);
  };
  const figures = /** @type {const} */ ({ day: "numeric", month: "numeric", year: "numeric" });
  return {
    plain: format(figures),
    short: format({ weekday: "short", ...figures }),
    long: longDay(locale),
  };
}

/**
 * With the weekday in its basic form: some languages inflect it beside a date, as for "on Monday".
 * @param {string} locale
 */
function longDay(locale) {
  const whole = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const alone = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" });
  return (/** @type {number} */ day) => {
    const date = new Date(day * 86_400_000);
    return whole.formatToParts(date).map((part) => (part.type === "weekday" ? alone.format(date) : part.value)).join("");
  };
}
