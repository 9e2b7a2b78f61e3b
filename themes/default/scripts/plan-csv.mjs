// Rows as a file that spreadsheet programs of the Nordic countries open as it stands: UTF-8 with its mark, semicolons, CRLF.

/**
 * @param {string[][]} rows
 * @returns {string}
 */
export function csvFile(rows) {
  return `\ufeff${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

/**
 * A cell. What a spreadsheet would take for a formula is marked as text.
 * @param {string} text
 */
function cell(text) {
  const guarded = /^[\s]*[=+\-@]/.test(text) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
