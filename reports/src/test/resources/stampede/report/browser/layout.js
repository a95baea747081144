// What is cut off, spills over or lies on something else, in sentences. Run by the browser tests.
const complaints = [];
const wide = document.documentElement.clientWidth;
const said = (element) => `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 50)}”`;
const seen = (element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
const box = (element) => element.getBoundingClientRect();
const overlap = (a, b, slack) =>
  a.left < b.right - slack && b.left < a.right - slack && a.top < b.bottom - slack && b.top < a.bottom - slack;

if (document.documentElement.scrollWidth > wide) {
  complaints.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${wide}`);
}

for (const element of document.querySelectorAll("body :not(.scroll *, .tip, script)")) {
  if (!seen(element)) continue;
  const { left, right } = box(element);
  if (left < -1 || right > wide + 1) complaints.push(`${said(element)} from ${left} to ${right} of ${wide}`);
  if (!element.matches(".scroll") && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      && getComputedStyle(element).display !== "inline") {
    complaints.push(`${said(element)} holds ${element.scrollWidth} in ${element.clientWidth}`);
  }
}

for (const region of document.querySelectorAll(".scroll")) {
  if (!seen(region)) continue;
  const scrolls = region.scrollWidth > region.clientWidth;
  if (scrolls && region.tabIndex < 0) complaints.push(`${said(region)} scrolls, but not by keyboard`);
  if (region.scrollHeight > region.clientHeight + 1) complaints.push(`${said(region)} is cut off below`);
}

for (const parent of document.querySelectorAll("body, header, main, section, figure, details, figcaption, thead tr, tbody tr")) {
  const parts = [...parent.children].filter((part) => seen(part) && !part.matches("script, .tip, a"));
  for (let i = 1; i < parts.length; i++) {
    if (overlap(box(parts[i - 1]), box(parts[i]), 1)) complaints.push(`${said(parts[i - 1])} on ${said(parts[i])}`);
  }
}

for (const svg of document.querySelectorAll("svg")) {
  if (!seen(svg)) continue;
  const frame = box(svg);
  const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent !== "");
  const boxes = texts.map(box);
  texts.forEach((text, i) => {
    const own = boxes[i];
    if (own.left < frame.left - 1 || own.right > frame.right + 1 || own.top < frame.top - 1 || own.bottom > frame.bottom + 1) {
      complaints.push(`${said(text)} leaves its picture`);
    }
    if (own.height > 0 && own.height < 9) complaints.push(`${said(text)} is ${own.height} high`);
    const under = boxes.findIndex((other, j) => j > i && overlap(own, other, 1.5));
    if (under >= 0) complaints.push(`${said(text)} on ${said(texts[under])}`);
  });
}
return complaints;
