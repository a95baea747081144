"use strict";
// Only adds. Without it every word, figure and link of the page is there, in order.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, attributes, text = "") => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(text);
    return element;
  };
  // What is ours in an entry comes last, so its own words are its first text.
  const words = (entry) => {
    let node = entry;
    while (node && node.nodeType !== Node.TEXT_NODE) node = node.firstChild;
    return (node?.textContent ?? "").trim();
  };

  // Numbers as they are shown; durations become microseconds.
  const UNITS = { ns: 1e-3, "µs": 1, us: 1, ms: 1e3, s: 1e6 };
  const FIGURE = /^(?:at least )?([+-]?[\d,]*\.?\d+(?:e[+-]?\d+)?)(?: ([a-zµ]+|%))?(.*)$/i;

  function figure(entry) {
    const match = FIGURE.exec(words(entry).replace("−", "-"));
    if (!match) return null;
    const scale = UNITS[match[2]];
    const value = Number(match[1].replaceAll(",", "")) * (scale ?? 1);
    const whole = match[3] === "" && !words(entry).startsWith("at least");
    return { value, unit: scale ? "µs" : (match[2] ?? ""), whole };
  }

  // Tables: sorted by any column, first up, then down, then as they were.
  const collator = new Intl.Collator("en", { numeric: true });

  function compare(a, b, numeric, sign) {
    if (!numeric) return sign * collator.compare(words(a), words(b));
    const [left, right] = [figure(a), figure(b)];
    if (!left || !right) return (left ? 0 : 1) - (right ? 0 : 1); // what is absent stays last
    return sign * (left.value - right.value);
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (words(head) === "") return;
      const button = make("button", { type: "button", class: "sort" }, words(head));
      const arrow = make("span", { "aria-hidden": "true" }, "▲");
      button.append(arrow);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        arrow.textContent = next === "descending" ? "▼" : "▲";
        const sign = next === "descending" ? -1 : 1;
        const numeric = original.some((row) => figure(row.cells[column])) && head.classList.contains("number");
        const rows = [...original];
        if (next) rows.sort((a, b) => compare(a.cells[column], b.cells[column], numeric, sign));
        body.append(...rows);
      });
    });
  }

  // The same as CSV, for spreadsheets; nothing in it begins a formula.
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const guarded = (text) => (/^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? "'" + text : text);

  function columnOf(table, column) {
    const head = table.tHead.rows[0].cells[column];
    const entries = [...table.tBodies[0].rows].map((row) => row.cells[column]);
    const figures = entries.map((entry) => (words(entry) === "–" ? "" : figure(entry)));
    const units = new Set(figures.filter((each) => each).map((each) => each.unit));
    const numeric = head.classList.contains("number") && units.size === 1 && figures.every((each) => each === "" || each?.whole);
    const [unit] = units;
    const name = words(head) + (numeric && unit ? ` (${unit})` : "");
    const values = numeric ? figures.map((each) => String(each === "" ? "" : each.value)) : entries.map((entry) => guarded(words(entry)));
    return [guarded(name), ...values].map(quoted);
  }

  function csv(table) {
    const columns = [...table.tHead.rows[0].cells].map((_, column) => columnOf(table, column));
    return columns[0].map((_, row) => columns.map((column) => column[row]).join(",")).join("\r\n") + "\r\n";
  }

  function downloadable(table) {
    const caption = table.caption.textContent.trim();
    const name = caption.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "");
    const link = make("a", { href: "#", download: name + ".csv", "aria-label": "CSV: " + caption }, "CSV");
    link.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob(["\ufeff", csv(table)], { type: "text/csv" }));
      link.href = address;
      setTimeout(() => URL.revokeObjectURL(address), 60000);
    });
    const line = make("p", { class: "tool" });
    line.append(link);
    table.parentElement.after(line);
  }

  // A link to itself at whatever has a name.
  function linked(place, id, what) {
    place.append(make("a", { class: "tool self", href: "#" + id, "aria-label": "Link to " + what }, "#"));
  }

  // Charts: each mark says its value when pointed at or reached by arrow keys.
  const tip = make("div", { class: "tip", "aria-hidden": "true" });
  tip.hidden = true;

  function tell(mark) {
    const box = mark.getBoundingClientRect();
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const left = Math.min(box.left + box.width / 2, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = (above < 8 ? box.bottom + 6 : above) + "px";
  }

  function marked(svg) {
    const titles = all("title", svg).filter((title) => title.parentElement !== svg);
    const innermost = titles.filter((title) => title.parentElement.querySelectorAll("title").length === 1);
    const marks = innermost.map((title) => {
      const mark = title.parentElement;
      const series = mark.closest("[data-series]")?.dataset.series;
      mark.dataset.tip = (series ? series + ": " : "") + title.textContent;
      mark.setAttribute("aria-label", mark.dataset.tip);
      mark.setAttribute("role", "img");
      mark.setAttribute("tabindex", "-1");
      return mark;
    });
    titles.forEach((title) => title.remove()); // else the browser says it as well
    if (marks.length === 0) return;
    svg.setAttribute("role", "group");
    marks[0].setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const seen = marks.filter((mark) => mark.getClientRects().length > 0);
      const next = seen[seen.indexOf(document.activeElement) + step];
      if (!step || !next) return;
      event.preventDefault();
      marks.forEach((mark) => mark.setAttribute("tabindex", mark === next ? "0" : "-1"));
      next.focus();
    });
    const shown = (event) => event.target.closest("[data-tip]");
    ["pointerover", "focusin"].forEach((kind) => svg.addEventListener(kind, (event) => shown(event) && tell(shown(event))));
    ["pointerout", "focusout"].forEach((kind) => svg.addEventListener(kind, () => (tip.hidden = true)));
  }

  // Charts of several series: a button for each hides and shows it.
  function choosable(svg) {
    const series = all("[data-series]", svg);
    const names = [...new Set(series.map((each) => each.dataset.series))];
    if (names.length < 2) return;
    const group = make("div", { class: "tool series", role: "group", "aria-label": "Lines shown" });
    names.forEach((name) => {
      const button = make("button", { type: "button", "aria-pressed": "true" }, name);
      const check = make("span", { "aria-hidden": "true" }, "✓ ");
      button.prepend(check);
      button.addEventListener("click", () => {
        const show = button.getAttribute("aria-pressed") === "false";
        button.setAttribute("aria-pressed", String(show));
        check.textContent = show ? "✓ " : "";
        series.filter((each) => each.dataset.series === name).forEach((each) =>
          show ? each.removeAttribute("display") : each.setAttribute("display", "none"));
      });
      group.append(button);
    });
    svg.parentElement.before(group);
  }

  // Only what can be scrolled is a stop for the keyboard.
  const fitted = (region) =>
    region.scrollWidth > region.clientWidth ? region.setAttribute("tabindex", "0") : region.removeAttribute("tabindex");

  // What is folded away opens where a link leads into it, and on paper.
  function follow() {
    const target = document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target?.scrollIntoView();
  }

  const tables = all("main table");
  tables.forEach(downloadable);
  tables.filter((table) => table.tBodies[0].rows.length > 1).forEach(sortable);
  all("main > section").forEach((section) => linked(section.querySelector("h2"), section.id, words(section.querySelector("h2"))));
  all("h3[id], tbody th[id]").forEach((place) => linked(place, place.id, words(place)));
  all("figure[id]").forEach((place) => linked(place.querySelector("figcaption"), place.id, words(place.querySelector("figcaption"))));
  all("figure svg").forEach((svg) => (marked(svg), choosable(svg)));
  document.body.append(tip);
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => fitted(entry.target)));
  all(".scroll").forEach((region) => sizes.observe(region));
  addEventListener("hashchange", follow);
  if (location.hash) follow();
  let folded = [];
  addEventListener("beforeprint", () => (folded = all("details:not([open])")).forEach((each) => (each.open = true)));
  addEventListener("afterprint", () => folded.forEach((each) => (each.open = false)));
})();
