/* What the pages do beyond Material; they read well without it. Each feature is one function, which
   does nothing where its elements are missing. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const onEscape = (act) => document.addEventListener("keydown", ({ key }) => key === "Escape" && act());

  /* Material's note tooltips get a name, and Escape puts them away with focus kept (WCAG 1.4.13).
     Material holds one open while its mark has focus, so it is hidden; the next visit makes a new one. */
  function noteTooltips() {
    new MutationObserver(() => {
      for (const tip of all(".md-tooltip2[role=dialog]")) tip.ariaLabel = "Note";
    }).observe(document.body, { childList: true });

    onEscape(() => {
      for (const tip of all(".md-tooltip2")) {
        const mark = document.querySelector(`[aria-controls="${tip.id}"]`);
        tip.hidden = true;
        for (const element of [tip, mark]) element?.dispatchEvent(new MouseEvent("mouseleave"));
      }
    });
  }

  /* A mark opens its claim's card on click, Enter, and a moment of hover or keyboard focus. Without a
     card on the page it stays a link to the Claims page. */
  function claimCards() {
    for (const mark of all(".claim > .claim-mark")) {
      const card = document.getElementById(`card-${mark.parentElement.id}`);
      if (card?.showPopover) joinCard(mark, card);
    }
  }

  function joinCard(mark, card) {
    let timer;
    let pinned = false; // opened on purpose
    const later = (delay, act) => { clearTimeout(timer); timer = setTimeout(act, delay); };
    const isOpen = () => card.matches(":popover-open");
    const inUse = () => pinned || mark.matches(":hover, :focus-visible") || card.matches(":hover, :focus-within");
    const open = () => {
      if (!isOpen()) card.showPopover({ source: mark });
      placeCard(mark, card);
    };
    const close = () => {
      const hadFocus = card.contains(document.activeElement);
      card.hidePopover();
      if (hadFocus) mark.focus({ preventScroll: true });
      clearTimeout(timer); // the focus just given must not open it again
    };
    const leave = () => later(250, () => isOpen() && !inUse() && close());
    const button = make("button", { type: "button", textContent: "Close", onclick: close });

    card.append(button);
    card.tabIndex = -1;
    mark.ariaHasPopup = "dialog";
    mark.onpointerenter = ({ pointerType }) => pointerType === "mouse" && later(300, open);
    mark.onfocus = () => mark.matches(":focus-visible") && later(300, open);
    mark.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab
      event.preventDefault();
      open();
      pinned = true;
      card.focus({ preventScroll: true });
    };
    mark.onpointerleave = mark.onblur = card.onpointerleave = leave;
    card.addEventListener("focusout", leave);
    card.onpointerenter = () => clearTimeout(timer);
    card.onclick = ({ target }) => target.closest("a[href^='#']") && close(); // to the sentence itself
    card.ontoggle = ({ newState }) => {
      mark.ariaExpanded = String(newState === "open");
      pinned &&= newState === "open";
    };
    card.onkeydown = (event) => { // Tab past either end goes on from the mark
      const ends = event.shiftKey ? [card, card.querySelector("a, button")] : [button];
      if (event.key !== "Tab" || !ends.includes(document.activeElement)) return;
      close();
      if (event.shiftKey) event.preventDefault();
    };
    onEscape(() => isOpen() && close());
  }

  /* Under the mark, or above it for want of room, and in view in any case. On a phone the style sheet puts it
     at the bottom, and what it would cover of the sentence is scrolled clear of it. */
  function placeCard(mark, card) {
    const { left, top, bottom } = mark.getBoundingClientRect();
    const right = document.documentElement.clientWidth - card.offsetWidth - 8;
    const below = innerHeight - card.offsetHeight - 8;
    const above = top - card.offsetHeight - 4;
    const y = bottom + 4 <= below ? bottom + 4 : above > 0 ? above : Math.max(8, below);
    card.style.setProperty("--x", `${Math.max(8, Math.min(left, right)) + scrollX}px`);
    card.style.setProperty("--y", `${y + scrollY}px`);
    const covered = bottom - card.getBoundingClientRect().top;
    if (getComputedStyle(card).position === "fixed" && covered > 0) scrollBy(0, covered + 8);
  }

  /* A button beside what the marks mean; main.html applies the kept choice before first paint. */
  function marksButton() {
    const { dataset } = document.documentElement;
    const button = make("button", { type: "button", className: "marks-button", textContent: "Hide the marks" });
    const show = () => { button.ariaPressed = String(dataset.marks === "off"); };
    button.onclick = () => {
      dataset.marks = dataset.marks === "off" ? "on" : "off";
      show();
      try { localStorage.setItem("claim-marks", dataset.marks); } catch { /* applied, not kept */ }
    };
    show();
    document.querySelector(".marks-legend")?.append(button);
  }

  /* The Claims page: a select hides each row whose data attribute of the same name lacks its value. */
  function claimsFilter() {
    const form = document.querySelector(".claims-filter");
    if (!form) return;
    const rows = all("table.claims tbody tr");
    const selects = all("select", form);
    const count = form.appendChild(make("p", { ariaLive: "polite" }));
    const fits = (row) => selects.every(({ name, value }) => !value || row.dataset[name]?.split(" ").includes(value));
    const apply = () => {
      for (const row of rows) row.hidden = !fits(row);
      count.textContent = `${rows.filter(fits).length} of ${rows.length} sentences`;
    };
    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const option = [...select.options].find(({ value }) => value === asked.get(select.name));
      (option ?? select.options[0]).selected = true;
    }
    form.onchange = () => {
      apply();
      const url = new URL(location);
      for (const { name, value } of selects) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
      try { history.replaceState(null, "", url); } catch { /* refused under file:// */ }
    };
    apply();
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
  noteTooltips();
  copyButtons();
  acronymWords();
  lastCheck();
  claimCards();
  marksButton();
  claimsFilter();
})();
