// What the fields of a question say.

/**
 * The answer that a question's fields hold; null: not answered.
 * @param {HTMLElement} question
 * @returns {any}
 */
export function answerIn(question) {
  const inputs = [...question.querySelectorAll("input")];
  switch (question.dataset.answerType) {
    case "set": {
      const chosen = inputs.filter((input) => input.checked && input.value !== "").map((input) => input.value);
      const none = inputs.some((input) => input.checked && input.value === "");
      return chosen.length > 0 ? { set: chosen } : none ? { set: [] } : null;
    }
    case "number": {
      const digits = (inputs[0]?.value ?? "").replace(/[\s\u00a0\u202f.]/g, "");
      const wrong = digits !== "" && !/^\d{1,12}$/.test(digits);
      inputs[0]?.setAttribute("aria-invalid", String(wrong));
      return digits === "" || wrong ? null : { number: Number(digits) };
    }
    default: {
      const chosen = inputs.find((input) => input.checked)?.value ?? "";
      return chosen === "" ? "unknown" : { choice: chosen };
    }
  }
}
