/* The search: it finds the sentences, sources and sections of search/search_index.json as people type.

   Lunr, which MkDocs carries, has no phrases and no swapped letters, and its last release is of 2020; the theme's
   search needs a worker, which no folder on a disk can start. What is here is an index of words with their places.

   The index is { docs: [{ location, title, text, boost }], also: [[words, words, …], …] }: an entry counts for as much
   as its boost, 1 if it has none, and the words of a row of `also` mean one thing (a name's two spellings, an acronym
   and what it stands for). */
(() => {
  "use strict";

  // ------------------------------------------------------------------ words

  const WORD = /[\p{L}\p{N}]+(?:['.][\p{L}\p{N}]+)*/gu;

  /* A word as it is compared: no accents, one kind of apostrophe, no possessive, no stops between letters. */
  const folded = (word) => word
    .normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/'s$|'$/, "").replace(/'/g, "")
    .replace(/^\p{L}(?:\.\p{L})+$/u, (letters) => letters.replaceAll(".", ""));

  const straight = (text) => text.replace(/[‘’ʼ]/g, "'");

  /* The words of a text: as compared, whether in capitals, and from and to in the text. */
  function wordsOf(text) {
    return [...straight(text).matchAll(WORD)].map(({ 0: word, index }) => ({
      form: folded(word),
      capitals: word.length > 1 && word === word.toUpperCase() && /\p{Lu}/u.test(word),
      from: index,
      to: index + word.length,
    }));
  }

  /* A word less the ending of its plural, tense or doer: "peacekeepers" and "peacekeeping" are one. */
  function stem(form) {
    let rest = form.replace(/ies$/, "y").replace(/(?<=[^s])s$/, "");
    rest = rest.replace(/(?<=.{4})(?:ing|ed|ers?)$/, "");
    return rest.replace(/(?<=.{3})e$/, "");
  }

  /* Whether two words differ by at most so many letters that are missing, added, other, or swapped. */
  function near(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return false;
    let [before, last] = [null, Array.from({ length: other.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return false;
      [before, last] = [last, row];
    }
    return last[other.length] <= most;
  }

  // ------------------------------------------------------------------ the index

  /* The index ready to be asked: `postings` has for each word the entries and the places in them where it is. */
  function indexed({ docs, also = [] }) {
    const postings = new Map();
    const stems = new Map();
    const note = (form, entry, place) => {
      if (!postings.has(form)) {
        postings.set(form, new Map());
        const root = stem(form);
        stems.set(root, [...stems.get(root) ?? [], form]);
      }
      const places = postings.get(form);
      places.set(entry, [...places.get(entry) ?? [], place]);
    };
    const entries = docs.map(({ location, title, text, boost = 1 }) => {
      const whole = `${title}\n${text}`;
      const entry = { location, title, text, whole, boost, words: wordsOf(whole) };
      entry.words.forEach(({ form, to }, place) => {
        note(form, entry, place);
        const next = entry.words[place + 1];
        if (next && whole[to] === "-" && next.from === to + 1) note(form + next.form, entry, place);
      });
      return entry;
    });
    const length = entries.reduce((sum, { words }) => sum + words.length, 0) / (entries.length || 1);
    const same = also.map((row) => row.map((words) => wordsOf(words).map(({ form }) => form)));
    return { entries, postings, stems, same, length };
  }

  // ------------------------------------------------------------------ a query

  /* What is sought, part by part: a word, or a phrase in quotation marks; each with the other ways to say it. */
  function partsOf(query, { same }) {
    const parts = [];
    for (const [, phrase, rest] of straight(query).matchAll(/["“”«»]([^"“”«»]+)(?:["“”«»]|$)|([^"“”«»]+)/g)) {
      const words = wordsOf(phrase ?? rest);
      if (phrase) {
        if (words.length) parts.push({ words, ways: [], phrase: true });
        continue;
      }
      for (let i = 0; i < words.length;) {
        const [taken, row] = meaning(words.slice(i).map(({ form }) => form), same);
        const own = words.slice(i, i + taken);
        const ways = row.filter((way) => way.join(" ") !== own.map(({ form }) => form).join(" "));
        parts.push({ words: own, ways, phrase: false });
        i += taken;
      }
    }
    const last = parts.at(-1);
    if (last && !last.phrase && /[\p{L}\p{N}]$/u.test(query)) last.typing = true;
    return parts;
  }

  /* How many of the words that come next mean something together, and all ways to say that. */
  function meaning(forms, same) {
    let found = [1, []];
    for (const row of same) {
      for (const way of row) {
        if (way.length >= found[0] && way.every((form, i) => form === forms[i])) found = [way.length, row];
      }
    }
    return found;
  }

  const EXACT = 1, OTHER_WAY = 0.8, SAME_STEM = 0.9, BEGINS = 0.6, MISTYPED = 0.4;
  const SHORTEST_PREFIX = 3, SHORTEST_MISTYPED = 5, LONG = 8;

  /* The words of the index that a word may mean, each with how surely. */
  function formsFor({ form }, { postings, stems }, typing) {
    const found = new Map();
    const add = (other, weight) => found.set(other, Math.max(weight, found.get(other) ?? 0));
    if (postings.has(form)) add(form, EXACT);
    for (const other of stems.get(stem(form)) ?? []) add(other, other === form ? EXACT : SAME_STEM);
    if (typing && form.length >= SHORTEST_PREFIX) {
      for (const other of postings.keys()) if (other.startsWith(form)) add(other, BEGINS);
    }
    if (form.length >= SHORTEST_MISTYPED && /^\D+$/.test(form)) {
      const most = !found.size && form.length >= LONG ? 2 : 1;
      for (const [root, forms] of stems) {
        if (root[0] === form[0] && near(stem(form), root, most)) for (const other of forms) add(other, MISTYPED);
      }
    }
    return found;
  }

  /* Where words stand in a row: by entry, the places of the first, and how surely. */
  function rowsOf(rows) {
    let found = null;
    rows.forEach((forms, nth) => {
      const next = new Map();
      for (const [postings, weight] of forms) {
        for (const [entry, places] of postings) {
          for (const place of places) {
            const start = place - nth;
            const before = found ? found.get(entry)?.get(start) : EXACT;
            if (before === undefined) continue;
            if (!next.has(entry)) next.set(entry, new Map());
            next.get(entry).set(start, Math.max(next.get(entry).get(start) ?? 0, Math.min(before, weight)));
          }
        }
      }
      found = next;
    });
    return found ?? new Map();
  }

  /* Where a part of the query is found: by entry, the places, each with its weight and its number of words. */
  function hitsOf(part, index) {
    const hits = new Map();
    const add = (forms, factor) => {
      for (const [entry, places] of rowsOf(forms)) {
        const own = hits.get(entry) ?? new Map();
        for (const [place, weight] of places) {
          if ((own.get(place)?.weight ?? 0) < weight * factor) own.set(place, { weight: weight * factor, count: forms.length });
        }
        hits.set(entry, own);
      }
    };
    const listed = (forms) => [...forms].map(([form, weight]) => [index.postings.get(form) ?? new Map(), weight]);
    add(part.words.map((word, i) => listed(formsFor(word, index, part.typing && i === part.words.length - 1))), 1);
    for (const way of part.ways) add(way.map((form) => listed([[form, EXACT]])), OTHER_WAY);
    return hits;
  }

  /* The entries that a query finds, the best first, each with the places of the words that it finds; and the parts of
     the query without which they were found. A phrase is never left out: where it is nowhere, nothing is found. */
  function found(query, index) {
    const parts = partsOf(query, index).map((part) => ({ ...part, hits: hitsOf(part, index) }));
    const having = (sought) => index.entries.filter((entry) => sought.length && sought.every(({ hits }) => hits.has(entry)));
    let sought = parts;
    while (!having(sought).length) {
      const [least] = sought.filter(({ phrase }) => !phrase).sort((one, other) => one.hits.size - other.hits.size);
      if (!least) break;
      sought = sought.filter((part) => part !== least);
    }
    const results = having(sought)
      .map((entry) => ({ entry, score: scoreOf(entry, sought, index), places: placesOf(entry, sought) }))
      .sort((one, other) => other.score - one.score); // a stable order: of equals, the earlier in the index
    return { results, missing: parts.filter((part) => !sought.includes(part)) };
  }

  /* How well an entry answers: rare words count for more (BM25), short entries, and words that follow one another. */
  function scoreOf(entry, parts, { entries, length }) {
    let score = 0;
    let ends = null;
    for (const { hits, words } of parts) {
      const rare = Math.log(1 + (entries.length - hits.size + 0.5) / (hits.size + 0.5));
      const here = hits.get(entry);
      let best = 0;
      for (const [place, { weight, count }] of here) {
        const follows = ends?.has(place) ? 1.5 : 1;
        const capitals = words[0].capitals && count === words.length ? (entry.words[place].capitals ? 1.5 : 0.6) : 1;
        best = Math.max(best, weight * follows * capitals);
      }
      const often = (here.size * 2.2) / (here.size + 1.2 * (0.25 + (0.75 * entry.words.length) / length));
      score += rare * best * often;
      ends = new Set([...here].map(([place, { count }]) => place + count));
    }
    return score * entry.boost;
  }

  const SMALL = 3; // letters of a word that is marked only beside another: "on", "the"

  /* The places of the words to be marked, in order. */
  function placesOf(entry, parts) {
    const places = new Set();
    for (const { hits } of parts) {
      for (const [place, { count }] of hits.get(entry)) for (let i = 0; i < count; i++) places.add(place + i);
    }
    const isTelling = (place) => entry.words[place].form.length > SMALL || places.has(place - 1) || places.has(place + 1);
    return [...places].filter(isTelling).sort((a, b) => a - b);
  }

  // ------------------------------------------------------------------ the page

  const SHOWN = 30; // results; nobody reads on, and a phone takes long to lay out more
  const SNIPPET = 200; // letters of an entry's text, from before the first word that was sought

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  /* A text from one place to another with the words at these spans marked, as nodes. */
  function marked(text, spans, from, to) {
    const nodes = [];
    let at = from;
    for (const span of spans.filter((span) => span.from >= from && span.to <= to)) {
      nodes.push(text.slice(at, span.from), make("mark", { textContent: text.slice(span.from, span.to) }));
      at = span.to;
    }
    return [...nodes, text.slice(at, to)];
  }

  function searchBox() {
    const root = document.querySelector(".article-search");
    const toggle = document.getElementById("__search");
    if (!root || !toggle) return;
    const input = root.querySelector("input");
    const said = root.querySelector("[role=status]");
    const list = root.querySelector("ol");
    const { base } = root.dataset;
    const chapters = new Map(); // the title of each page, by its address
    let index;
    let asked = "";

    const inFolder = location.protocol === "file:"; // where a page may read no file beside it, but run a script
    const read = () => inFolder
      ? new Promise((done, failed) => document.head.append(make("script", {
        src: `${base}/search/search_index.js`, onload: () => done(globalThis.searchIndex), onerror: failed,
      })))
      : fetch(`${base}/search/search_index.json`).then((answer) => answer.json());
    const load = () => index ??= read().then((data) => {
      for (const { location: where, title } of data.docs) if (!where.includes("#")) chapters.set(where, title);
      return indexed(data);
    }).catch(() => {
      index = undefined; // to be asked for again
      said.textContent = "What there is to search could not be loaded";
    });

    const itemOf = ({ entry, places }) => {
      const { location: where, title, text, whole, words } = entry;
      const spans = places.map((place) => words[place]);
      const url = new URL(`${base}/${where}`, document.baseURI);
      url.searchParams.set("h", [...new Set(spans.map(({ from, to }) => whole.slice(from, to)))].join(" "));
      const start = title.length + 1;
      const first = spans.find(({ from }) => from >= start)?.from ?? start;
      const from = first - start < SNIPPET / 2 ? start : whole.indexOf(" ", first - SNIPPET / 2) + 1;
      const to = whole.length - from > SNIPPET ? whole.lastIndexOf(" ", from + SNIPPET) : whole.length;
      const chapter = where.includes("#") ? chapters.get(where.replace(/#.*/, "")) ?? "" : "";
      const snippet = text ? [make("p", {}, from > start ? "… " : "", ...marked(whole, spans, from, to), to < whole.length ? " …" : "")] : [];
      return make("li", { className: "md-search-result__item" }, make("a", { href: url, className: "md-search-result__link" },
        ...chapter ? [make("small", { textContent: chapter })] : [],
        make("strong", {}, ...marked(whole, spans, 0, title.length)), ...snippet));
    };

    const tell = (results, missing, query) => {
      const absent = missing.map(({ words }) => words.map(({ form }) => form).join(" ")).join(", ");
      const places = results.length === 1 ? "One place" : `${results.length} places`;
      if (!query) said.textContent = "Type to search";
      else if (!results.length) said.textContent = `Nothing found for ${query}`;
      else said.textContent = places + (absent ? `, without ${absent}` : "") + (results.length > SHOWN ? `; the first ${SHOWN}:` : "");
    };

    const answer = async () => {
      const query = input.value.trim();
      asked = query;
      list.ariaBusy = "true";
      const ready = await load();
      if (!ready || asked !== query) return; // it could not be loaded, or another letter was typed in the meantime
      const { results, missing } = query ? found(query, ready) : { results: [], missing: [] };
      list.replaceChildren(...results.slice(0, SHOWN).map(itemOf));
      list.ariaBusy = "false";
      tell(results, missing, query);
    };

    const open = () => { toggle.checked = true; input.focus(); load(); };
    const close = () => { toggle.checked = false; input.blur(); };
    input.onfocus = () => { toggle.checked = true; load(); };
    input.oninput = answer;
    toggle.onchange = () => toggle.checked && input.focus();
    root.onreset = () => { input.value = ""; answer(); input.focus(); };
    root.onsubmit = (event) => {
      event.preventDefault();
      answer().then(() => list.querySelector("a")?.click());
    };
    list.onclick = ({ target }) => target.closest("a") && close();
    document.addEventListener("keydown", (event) => {
      const { key } = event;
      if (key === "Escape" && toggle.checked) close();
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const here = document.activeElement;
      if (["/", "s", "f"].includes(key) && !toggle.checked && !here.matches("input, textarea, select, [contenteditable]")) {
        event.preventDefault();
        open();
      }
      const stops = [input, ...list.querySelectorAll("a")];
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (step && toggle.checked && stops.includes(here)) {
        event.preventDefault();
        stops.at((stops.indexOf(here) + step) % stops.length).focus();
      }
    });
  }

  /* The words that a result was found by, marked where it leads: in the sentence or section that the address names. */
  function markSought() {
    const url = new URL(location);
    const sought = url.searchParams.get("h");
    if (!sought) return;
    const forms = new Set(wordsOf(sought).map(({ form }) => form));
    const named = url.hash ? document.getElementById(decodeURIComponent(url.hash.slice(1))) : null;
    const article = document.querySelector("article");
    for (const scope of named?.matches(":is(h1, h2, h3, h4, h5, h6)") ? sectionOf(named) : [named ?? article]) markIn(scope, forms);
    url.searchParams.delete("h");
    try { history.replaceState(null, "", url); } catch { /* refused under file:// */ }
  }

  /* A heading and what follows it, up to the next. */
  function sectionOf(heading) {
    const found = [heading];
    for (let next = heading.nextElementSibling; next && !/^H[1-6]$/.test(next.tagName); next = next.nextElementSibling) found.push(next);
    return found;
  }

  function markIn(scope, forms) {
    const walk = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT, ({ parentElement }) =>
      parentElement.closest(".claim-card, script, style") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const texts = [];
    while (walk.nextNode()) texts.push(walk.currentNode);
    for (const text of texts) {
      const spans = wordsOf(text.data).filter(({ form }) => forms.has(form));
      if (spans.length) text.replaceWith(...marked(text.data, spans, 0, text.data.length));
    }
  }

  searchBox();
  markSought();
})();
