// What the reader is still writing when the page is left: fields tell of a change only when the reader leaves them.

/**
 * @param {(field: Element) => void} changed keeps what a field says
 */
export function keepUnsaved(changed) {
  /** @type {Element | null} */
  let writing = null;
  const keep = () => {
    const field = writing;
    writing = null;
    if (field?.isConnected) changed(field);
  };
  document.addEventListener("input", ({ target }) => (writing = target instanceof Element ? target : null));
  document.addEventListener("change", () => (writing = null));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  window.addEventListener("pagehide", keep);
}
