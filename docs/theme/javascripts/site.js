/* What the pages do beyond Material; they read well without it. Each feature is one function, which
   does nothing where its elements are missing. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const onEscape = (act) => document.addEventListener("keydown", ({ key }) => key === "Escape" && act());

  /* The page that is read. In a wide window its notes and the editors' stand in the margin, each at its sentence, and
     a card comes there when its mark is opened; what is in its way moves. In a narrow one a card, which has the notes
     of its sentence, is a sheet at the foot of the window. One is open at a time. Without a card on the page a mark
     stays a link to the Claims page; without scripts the notes are at the foot of the page. */
  const GAP = 12;
  const LEAST = { note: 3.3, editors: 9 }; // heights in a crowd, in em, of two lines and of five; what is opened is whole
  const CUT = 2.9; // in em, two lines: less is not cut off
  let arrange = () => {};

  function readingPage() {
    const page = document.querySelector("article:has(.footnote-ref, .claim-mark)");
    if (!page) return;
    const wide = matchMedia("screen and (min-width: 76.25em) and (scripting: enabled)");
    const hasMargin = () => wide.matches && page.matches(".reading");
    const headerEnds = () => document.querySelector(".md-header").getBoundingClientRect().bottom;
    const named = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const firstLine = (element) => element.getClientRects()[0] ?? element.getBoundingClientRect();
    const before = (note) => note.previousElementSibling?.matches(".editors-note") ? before(note.previousElementSibling) : note.previousElementSibling;
    const beside = [
      ...all(".editors-note", page).map((box) => ({ box, at: document.getElementById(box.dataset.claim) ?? before(box) })),
      ...all(".footnote-ref", page).map((mark) => ({ box: named(mark), at: mark, mark })),
    ].filter(({ box, at }) => box && at);
    for (const item of beside) item.claim = item.at.closest(".claim");
    let opened = null; // a card, or a note that is shown whole
    const set = ({ style }, name, value) => { // what stays is not set: each time costs a look at all rules
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    };

    /* Each at the line of its mark, or below its neighbour; what is open at its own line and in view. */
    arrange = () => {
      const margin = hasMargin();
      if (!margin) return;
      for (const { box } of beside) if (box.matches("details")) box.open = true;
      const { top } = page.getBoundingClientRect();
      opened?.card?.style.setProperty("--most", `${innerHeight - Math.max(headerEnds(), top) - 2 * GAP}px`);
      const rows = beside.filter(({ box }) => !("joined" in box.dataset));
      if (opened && !rows.some(({ box }) => box === opened.box)) rows.push(opened);
      for (const row of rows) {
        row.y = firstLine(row.at).top - top;
        row.whole = row.card ? row.box.offsetHeight : Math.max(row.box.offsetHeight, row.box.scrollHeight);
        row.height = row.whole;
        row.em = parseFloat(getComputedStyle(row.box).fontSize);
        row.least = row === opened ? row.height : Math.min(row.height, (row.mark ? LEAST.note : LEAST.editors) * row.em);
        row.away = false;
      }
      if (opened) {
        const [first, last] = [headerEnds() + GAP - top, innerHeight - GAP - top - opened.height];
        const seen = opened.at.getBoundingClientRect();
        if (seen.bottom > 0 && seen.top < innerHeight) opened.y = Math.max(first, Math.min(opened.y, last));
      }
      rows.sort((one, other) => one.y - other.y);
      const shorten = (row, room) => {
        const height = Math.max(row.least, room);
        if (row.whole - height >= CUT * row.em) row.height = Math.min(row.height, height);
      };
      const down = (row, wanted, free) => { row.top = Math.max(wanted, free); return row.top + row.height + GAP; };
      let free = 0;
      rows.forEach((row, i) => {
        const next = rows[i + 1];
        if (next) shorten(row, next.y - Math.max(row.y, free) - GAP);
        free = down(row, row.y, free);
      });
      const nth = rows.indexOf(opened);
      if (nth >= 0) { // those before it give way upwards, or go away for want of room, those behind it downwards
        opened.top = opened.y;
        for (let i = nth - 1, end = opened.y - GAP; i >= 0; end = rows[i].top - GAP, i -= 1) {
          shorten(rows[i], end - rows[i].top);
          rows[i].top = Math.min(rows[i].top, end - rows[i].height);
          rows[i].away = rows[i].top < 0;
        }
        free = 0;
        rows.forEach((row, i) => { if (!row.away) free = down(row, i > nth ? row.y : row.top, free); });
      }
      for (const { box, top: y, height, whole, away } of rows) {
        box.toggleAttribute("data-away", away);
        set(box, "--y", `${y}px`);
        box.classList.toggle("is-short", height < whole);
        if (box !== opened?.card) set(box, "--most", height < whole ? `${height}px` : "");
      }
      page.style.setProperty("--height", `${free}px`);
    };

    /* At the foot of the window, as high as it can be without its sentence going off at the top; the sentence is
       scrolled clear of it. */
    function sheet({ box, at }) {
      const height = innerHeight - headerEnds() - at.getBoundingClientRect().height - 2 * GAP;
      box.style.setProperty("--most", `${Math.max(innerHeight * 0.25, Math.min(height, innerHeight * 0.6))}px`);
      document.body.style.paddingBottom = `${box.offsetHeight}px`;
      const covered = at.getBoundingClientRect().bottom + GAP - box.getBoundingClientRect().top;
      if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
    }

    function place() {
      document.body.style.paddingBottom = "";
      arrange();
      if (opened?.card && !hasMargin()) sheet(opened);
    }

    function forget() {
      if (opened?.card) opened.from.ariaExpanded = "false";
      delete opened?.box.dataset.open;
      for (const item of beside) delete item.box.dataset.joined;
      opened = null;
    }

    function close() {
      if (!opened) return;
      const { box, from, card } = opened;
      const hadFocus = card && box.contains(document.activeElement);
      forget();
      place();
      if (hadFocus) from.focus({ preventScroll: true });
    }

    function open(from, card) {
      forget();
      const claim = from.closest(".claim");
      for (const item of beside) if (claim && item.claim === claim) item.box.dataset.joined = "";
      opened = { box: card, card, from, at: claim ?? from };
      card.dataset.open = "";
      from.ariaExpanded = "true";
      const notes = card.querySelector(".card-notes");
      if (from.matches(".footnote-ref")) card.querySelector("button").after(notes); // it was the note that was asked for
      else card.querySelector("dl")?.before(notes ?? "");
      card.scrollTop = 0;
      place();
      card.focus({ preventScroll: true });
    }

    function openNote(item) {
      forget();
      opened = item;
      arrange();
    }

    const made = new Map();
    function cardOf(mark) {
      const claim = mark.closest(".claim");
      const card = document.getElementById(`card-${claim?.id}`) ?? made.get(mark) ?? (mark.matches(".footnote-ref") && ofNote(mark));
      if (card && !card.querySelector("button")) {
        card.tabIndex = -1;
        card.querySelector("[data-copies]")?.after(make("span", { role: "status" }));
        card.prepend(make("button", { type: "button", textContent: "Close", onclick: close }));
      }
      return card;
    }

    /* A note of what is no recorded sentence. */
    function ofNote(mark) {
      const card = make("div", { className: "claim-card", role: "dialog", ariaLabel: "Note" });
      const notes = card.appendChild(make("div", { className: "card-notes" }));
      notes.append(...named(mark).cloneNode(true).childNodes);
      for (const back of all(".footnote-backref", notes)) back.remove();
      made.set(mark, card);
      return page.appendChild(card);
    }

    /* A target that is in view is gone to without a movement of the page. */
    function stay(target) {
      const { top, bottom } = firstLine(target);
      target.style.scrollMarginTop = top >= headerEnds() && bottom <= innerHeight ? `${top}px` : "";
    }

    document.addEventListener("click", (event) => {
      const { target } = event;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab
      const mark = target.closest(".footnote-ref, .claim > .claim-mark");
      const note = beside.find((item) => (mark && item.mark === mark) || item.box.contains(target));
      if (mark && !(note && hasMargin())) {
        const card = cardOf(mark);
        if (card) open(mark, card);
        if (card) event.preventDefault();
      } else if (note && hasMargin()) {
        openNote(note);
      } else if (opened && !opened.box.contains(target)) {
        close();
      }
      const link = target.closest("a[href^='#']");
      if (link && named(link)) stay(named(link));
      if (link && "copies" in link.dataset) copyAddress(link);
    });
    page.addEventListener("focusin", ({ target }) => {
      const note = hasMargin() && beside.find(({ box }) => box.matches(".is-short") && box.contains(target));
      if (note) openNote(note);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key !== "Tab" || !opened?.card) return; // Tab past either end goes on from the mark
      const stops = all("a, button", opened.card);
      const ends = event.shiftKey ? [opened.card, stops[0]] : [stops.at(-1)];
      if (!ends.includes(document.activeElement)) return;
      close();
      if (event.shiftKey) event.preventDefault();
    });
    for (const mark of all(".footnote-ref, .claim > .claim-mark", page)) {
      if (mark.matches(".footnote-ref") || document.getElementById(`card-${mark.parentElement.id}`)) mark.ariaHasPopup = "dialog";
    }
    for (const { box, mark } of beside.filter((item) => item.mark)) {
      for (const [one, other] of [[mark, box], [box, mark]]) {
        one.onpointerenter = one.onfocus = () => { other.dataset.lit = ""; };
        one.onpointerleave = one.onblur = () => { delete other.dataset.lit; };
      }
    }
    new ResizeObserver(place).observe(page);
    addEventListener("resize", place);
    arrange();
  }

  /* Its address is copied, as well as gone to. */
  async function copyAddress(link) {
    const said = link.nextElementSibling;
    try {
      await navigator.clipboard.writeText(link.href);
      said.textContent = "Copied";
    } catch {
      said.textContent = "It is in the address bar";
    }
  }

  /* A button beside what the marks mean; main.html applies the kept choice before first paint. */
  function marksButton() {
    const { dataset } = document.documentElement;
    const button = document.querySelector(".marks-button");
    if (!button) return;
    const show = () => { button.ariaPressed = String(dataset.marks === "off"); };
    button.onclick = () => {
      dataset.marks = dataset.marks === "off" ? "on" : "off";
      show();
      arrange();
      try { localStorage.setItem("claim-marks", dataset.marks); } catch { /* applied, not kept */ }
    };
    show();
  }

  /* The Claims page: a select hides each row whose data attribute of the same name lacks its value. */
  function claimsFilter() {
    const form = document.querySelector(".claims-filter");
    if (!form) return;
    const rows = all("table.claims tbody tr");
    const selects = all("select", form);
    const count = form.querySelector("[aria-live]");
    const fits = (row) => selects.every(({ name, value }) => !value || row.dataset[name]?.split(" ").includes(value));
    const asked = () => rows.find(({ id }) => id && id === decodeURIComponent(location.hash.slice(1)));
    const apply = () => { // a row that the address names is shown in any case
      for (const row of rows) row.hidden = !fits(row) && row !== asked();
      count.textContent = `${rows.filter(fits).length} of ${rows.length} sentences`;
    };
    const chosen = new URLSearchParams(location.search);
    for (const select of selects) {
      const option = [...select.options].find(({ value }) => value === chosen.get(select.name));
      (option ?? select.options[0]).selected = true;
    }
    form.onchange = () => {
      apply();
      const url = new URL(location);
      for (const { name, value } of selects) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
      try { history.replaceState(null, "", url); } catch { /* refused under file:// */ }
    };
    const show = () => { apply(); asked()?.scrollIntoView(); };
    addEventListener("hashchange", show);
    show();
  }

  /* The Sources page: a nightly check that stopped is seen, since the page itself reckons its age. */
  function lastCheck() {
    const time = document.querySelector(".last-check > time");
    const days = (Date.now() - Date.parse(time?.dateTime)) / 86400000;
    if (days > Number(time?.parentElement.dataset.days)) time.parentElement.textContent = `The links have not been checked since ${time.textContent}.`;
  }

  /* Escape puts the words of an acronym away, until it is visited again (WCAG 1.4.13). */
  function acronymWords() {
    onEscape(() => {
      for (const acronym of all("abbr[data-means]:is(:hover, :focus)")) {
        acronym.dataset.dismissed = "";
        acronym.onmouseleave = acronym.onblur = () => delete acronym.dataset.dismissed;
      }
    });
  }

  /* A button before each text that is there to be copied. Where the browser keeps the clipboard from the
     page (plain http), the text is selected, and the reader's own command copies it. */
  function copyButtons() {
    for (const text of all(".copyable")) {
      const button = make("button", { type: "button", textContent: "Copy", ariaLabel: `Copy the ${text.dataset.name}` });
      const said = make("span", { role: "status" });
      button.onclick = async () => {
        getSelection().selectAllChildren(text);
        try {
          await navigator.clipboard.writeText(text.textContent.trim());
          said.textContent = "Copied";
        } catch {
          said.textContent = "Selected; copy it with Ctrl+C or ⌘C";
        }
      };
      text.before(button, said);
    }
  }

  /* From the old address of a sentence or of a chapter to where it is now. */
  function leadOn() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const link = named?.matches(".moved") ? named.querySelector("a") : document.querySelector(".moved-page a");
    if (link) location.replace(link.hash || named ? link.href : link.href + location.hash);
  }

  leadOn();
  addEventListener("hashchange", leadOn);
  copyButtons();
  acronymWords();
  lastCheck();
  readingPage();
  document.body.dataset.arranged = "";
  marksButton();
  claimsFilter();
})();
