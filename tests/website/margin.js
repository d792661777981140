// Opens every note and every card of a page in turn, and counts; gives what covers its sentence, overlaps, or moves.
() => {
  const page = document.querySelector("article");
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const faults = [];
  let opened = 0;
  let beside = 0;
  const meet = (one, other) =>
    one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const moved = ({ left, right, top, bottom }) => ({ left, right, top: top + scrollY, bottom: bottom + scrollY });
  const linesOf = (element) => [...element.getClientRects()].map(moved);
  const isPlaced = (box) => box.checkVisibility({ visibilityProperty: true }) && getComputedStyle(box).position !== "static";
  const boxes = [...page.querySelectorAll(".claim-card, .editors-note, .footnote li, .notes li")];
  const sentences = [...page.querySelectorAll(".claim, h1, h2, h3, .marks-legend, details.cite")];
  const text = sentences.flatMap(linesOf);
  const look = (name) => {
    const placed = boxes.filter(isPlaced).map((box) => [box, moved(box.getBoundingClientRect())]);
    beside = Math.max(beside, placed.length);
    placed.forEach(([box, rect], i) => {
      if (rect.left < 0 || rect.right > innerWidth) faults.push([name, "beyond the window", box.id]);
      for (const [other, its] of placed.slice(i + 1)) if (meet(rect, its)) faults.push([name, "overlap", box.id, other.id]);
      const covered = getComputedStyle(box).position === "absolute" && text.some((line) => meet(rect, line));
      if (covered) faults.push([name, "on the text", box.id]);
    });
  };
  look("as loaded");
  for (const mark of page.querySelectorAll(".claim-mark, .footnote-ref")) {
    const claim = mark.closest(".claim");
    if (mark.matches(".claim-mark") && !document.getElementById(`card-${claim.id}`)) continue; // a link to Claims
    mark.scrollIntoView({ block: "center", behavior: "instant" });
    mark.click();
    opened += 1;
    const name = `${claim?.id} ${mark.className}`;
    look(name);
    const open = document.querySelectorAll("[data-open]");
    if (open.length > 1) faults.push([name, "several are open"]);
    for (const box of open) {
      const rect = box.getBoundingClientRect();
      if (linesOf(claim ?? mark).some((line) => meet(moved(rect), line))) faults.push([name, "on its sentence"]);
      if (rect.top < header - 1 || rect.bottom > innerHeight + 1) faults.push([name, "out of view"]);
    }
    if (!open.length && mark.matches(".claim-mark")) faults.push([name, "no card"]);
  }
  if (JSON.stringify(text) !== JSON.stringify(sentences.flatMap(linesOf))) faults.push(["the text has moved"]);
  return { opened, beside, faults };
}
