// Opens the answer an address points at, and remembers "show all answers". Pages work without this file.
(() => {
  const KEY = "loopbook.showAll";

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) === "1";
    } catch {
      return false; // storage can be switched off; the page still works
    }
  };

  const remember = (on) => {
    try {
      on ? localStorage.setItem(KEY, "1") : localStorage.removeItem(KEY);
    } catch {
      // see above
    }
  };

  const anchor = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return ""; // not an address of ours: a percent sign that starts nothing
    }
  };

  const openTarget = () => {
    const id = anchor();
    const target = id && document.getElementById(id);
    const first = document.querySelector("a[data-lb-first]");
    // What this numbered page doesn't hold may have moved when the topic grew; the first page knows where to.
    if (id && !target && first) location.replace(first.href + location.hash);
    if (!target) return;
    const moved = target.querySelector("a[data-lb-moved]");
    if (moved) location.replace(moved.href);
    const answer = document.getElementById(`${id}--answer`) ?? target.closest("details");
    for (let node = answer; node; node = node.parentElement?.closest("details")) node.open = true;
    if (answer) target.scrollIntoView();
  };

  const showAll = (on) => {
    for (const answer of document.querySelectorAll("details.lb-answer")) answer.open = on;
  };

  const start = () => {
    const toggle = document.querySelector("[data-lb-show-all]");
    if (toggle) {
      toggle.checked = remembered();
      if (toggle.checked) showAll(true);
      toggle.addEventListener("change", () => {
        remember(toggle.checked);
        showAll(toggle.checked);
      });
    }
    openTarget();
    addEventListener("hashchange", openTarget);
    // Figures wait for their answer to open; on paper every answer is open.
    addEventListener("beforeprint", () => {
      for (const image of document.querySelectorAll(".lb-light[loading]")) image.loading = "eager";
    });
    document.addEventListener("click", (event) => {
      // A second click on the same link changes no address, but should still open the answer.
      const link = event.target.closest("a[href^='#']");
      if (link && link.hash === location.hash) openTarget();
    });
  };

  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", start) : start();
})();
