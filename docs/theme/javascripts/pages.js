// Two small things that a page does where it is read: the day of access in a citation, and the filter of the sources.

const today = new Date();
const day = today.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
for (const place of document.querySelectorAll("[data-accessed]")) {
  place.textContent = { words: `accessed ${day}, `, plain: `Accessed ${day}. `, BibTeX: `,\n  urldate      = {${iso}}` }[place.dataset.accessed];
}

const form = document.querySelector(".sources-filter");
if (form) {
  const sources = [...document.querySelectorAll("article.source")];
  const texts = sources.map((source) => source.textContent.toLowerCase());
  const filter = () => {
    const words = form.elements.find.value.toLowerCase().split(/\s+/);
    sources.forEach((source, i) => { source.hidden = !words.every((word) => texts[i].includes(word)); });
    form.querySelector("output").textContent = `${sources.filter((source) => !source.hidden).length} of ${sources.length}`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    if (document.querySelector("article.source[hidden] :target")) {
      form.reset();
      filter();
      document.querySelector(":target").scrollIntoView();
    }
  });
}
