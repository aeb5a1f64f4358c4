/* Comfort for the calculator; everything works without this file.
   - downloads and changes of language or colours are plain form posts, not htmx requests
   - after a swap the focus goes to what comes next (autofocus), and the headline is read aloud
   - the draft is kept in this browser window only (sessionStorage)
   - Enter in the form of a record adds the record; a dropped or chosen file is put into the file field */
"use strict";
(() => {
  const KEY = "baeum-calculator-draft";
  const form = () => document.getElementById("case-form");

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-plain]");
    if (!button || !form()) return;
    event.preventDefault();
    const target = form();
    const action = target.getAttribute("action"); // .action would be the buttons of that name
    if (button.name) {
      const extra = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
      target.append(extra);
      setTimeout(() => extra.remove());
    }
    target.setAttribute("action", button.getAttribute("formaction") || action);
    target.submit(); // fires no submit event, so htmx stays out of it
    setTimeout(() => target.setAttribute("action", action));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[type=text]")) return;
    const group = event.target.closest("[data-enter]");
    const button = group && document.getElementById(group.dataset.enter);
    if (button) { event.preventDefault(); button.click(); }
  });

  document.addEventListener("dragover", (event) => { if (event.dataTransfer) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    const field = document.getElementById("file");
    if (!field || !event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    field.files = event.dataTransfer.files;
    document.getElementById("upload").click();
  });

  const store = {
    read() { try { return JSON.parse(sessionStorage.getItem(KEY) || "null"); } catch { return null; } },
    write(value) { try { sessionStorage.setItem(KEY, JSON.stringify(value)); } catch { /* full or refused: no draft */ } },
    drop() { try { sessionStorage.removeItem(KEY); } catch { /* refused */ } },
  };

  function keep() {
    if (!form() || document.querySelector("#draft-offer:not([hidden])")) return;
    const fields = [];
    for (const [name, value] of new FormData(form())) if (typeof value === "string") fields.push([name, value]);
    store.write(fields);
  }

  function settle() {
    const next = document.querySelector("#work [autofocus]"); // the errors, the notice, the form just opened, or the answer
    if (next) {
      const { top, bottom } = next.getBoundingClientRect();
      next.focus({ preventScroll: true });
      if (top < 0 || bottom > innerHeight) next.scrollIntoView({ block: "start", behavior: "instant" });
    }
    const words = [...document.querySelectorAll("#work [data-announce]")].map((one) => one.textContent.trim());
    const live = document.getElementById("announce");
    if (live) live.textContent = words.join(". ");
    keep();
  }

  function restore() {
    const fields = store.read();
    if (!fields || !form()) return;
    const target = form();
    for (const [name, value] of fields) {
      const known = target.elements.namedItem(name);
      if (known && "value" in known && !(known instanceof RadioNodeList)) known.value = value;
      else if (!known) target.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      if (known instanceof HTMLSelectElement && known.value !== value) known.add(new Option(value, value, true, true));
    }
    target.submit();
  }

  document.addEventListener("htmx:after:swap", () => setTimeout(settle));
  document.addEventListener("input", keep);

  const offer = document.getElementById("draft-offer");
  const draft = store.read();
  const mine = (draft || []).some(([name, value]) => (name === "case" && !value.includes('"records":[]')) || (name.startsWith("r-") && value));
  const opened = form() && "opened" in form().dataset; // an empty page or an example: the draft is offered first
  if (offer && mine && opened) {
    offer.hidden = false;
    document.getElementById("draft-open").addEventListener("click", restore);
    document.getElementById("draft-drop").addEventListener("click", () => { store.drop(); offer.hidden = true; });
  } else if (form() && !opened) keep(); // a page as it was opened is nobody's draft yet
})();
