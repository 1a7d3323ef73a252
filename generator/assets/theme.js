// What the theme's own script did for readers, without measuring the whole page to do it. Pages work without this file.
(() => {
  const SYSTEM = "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const inputs = [...document.querySelectorAll("[name=__palette]")];

  // Colors: kept where the theme's inline script reads them before a page is drawn.
  const kept = () => {
    try {
      return __md_get("__palette");
    } catch {
      return null; // storage can be switched off
    }
  };

  const show = (index) => {
    const { mdColorMedia: media, mdColorScheme: own } = inputs[index].dataset;
    const scheme = media !== SYSTEM ? own : dark.matches ? "slate" : "default";
    document.body.dataset.mdColorScheme = scheme;
    inputs.forEach((input, n) => {
      input.checked = n === index;
      input.nextElementSibling.hidden = n !== index;
    });
    return { index, color: { media, scheme, primary: "custom", accent: "custom" } };
  };

  const colors = () => {
    const known = kept()?.index;
    const index = inputs[known] ? known : 0;
    show(index);
    inputs.forEach((input, n) =>
      input.addEventListener("change", () => {
        try {
          __md_set("__palette", show(n));
        } catch {
          // see above
        }
      }),
    );
    dark.addEventListener("change", () => show(inputs.findIndex((input) => input.checked)));
  };

  // What scrolls sideways can be reached by the keyboard.
  for (const code of document.querySelectorAll("pre > code:not([tabindex])")) code.tabIndex = 0;

  // The theme styles its outlines by a class; ours decides when.
  const outlines = () => {
    document.addEventListener("focusin", ({ target }) => target.classList.toggle("focus-visible", target.matches(":focus-visible")));
    document.addEventListener("focusout", ({ target }) => target.classList.remove("focus-visible"));
  };

  const drawer = () => {
    const open = document.getElementById("__drawer");
    const close = () => (open.checked = false);
    addEventListener("hashchange", close);
    addEventListener("keydown", (event) => event.key === "Escape" && close());
    const active = document.querySelector(".md-sidebar--primary .md-nav__link--active");
    const box = active?.closest(".md-sidebar__scrollwrap");
    if (!box) return;
    const middle = ([{ boundingClientRect: link }], watch) => {
      watch.disconnect(); // once, when the page is laid out anyway: asked for here, its place would cost a layout of its own
      box.scrollTop += link.top - box.getBoundingClientRect().top - box.clientHeight / 2;
    };
    new IntersectionObserver(middle).observe(active);
  };

  // The entry of the contents that is being read: the last heading above the upper third of the window.
  const contents = () => {
    const links = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link[href^='#']")];
    const byId = new Map(links.map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const above = new Set();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, boundingClientRect: box, rootBounds } of entries)
          above[box.top < rootBounds.bottom ? "add" : "delete"](target.id);
        const reading = [...byId.keys()].findLast((id) => above.has(id));
        for (const [id, link] of byId) link.classList.toggle("md-nav__link--active", id === reading);
      },
      { rootMargin: "0px 0px -66% 0px" },
    );
    for (const id of byId.keys()) if (document.getElementById(id)) watch.observe(document.getElementById(id));
  };

  // The header names the page once its title has gone; the way to the top shows while one scrolls back.
  const header = () => {
    const title = document.querySelector(".md-header__title");
    const heading = document.querySelector(".md-content h1");
    const top = document.querySelector(".md-top");
    const bar = document.querySelector(".md-header");
    if (heading)
      new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) =>
        title.classList.toggle("md-header__title--active", !isIntersecting && boundingClientRect.top < 0),
      ).observe(heading);
    let last = 0; // not `scrollY`: as the page starts, that would lay it out
    const scrolled = () => {
      bar.classList.toggle("md-header--shadow", scrollY > 0);
      if (top) top.hidden = scrollY < innerHeight / 2 || scrollY > last;
      last = scrollY;
    };
    addEventListener("scroll", scrolled, { passive: true });
    top?.addEventListener("click", () => {
      scrollTo({ top: 0, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      document.querySelector(".md-logo").focus({ preventScroll: true });
    });
  };

  if (inputs.length) colors();
  outlines();
  drawer();
  contents();
  header();
})();
