// Leads from a former address to the new one and keeps the anchor, which the page's own refresh would lose.
(() => {
  const link = document.getElementById("moved");
  if (link) location.replace(link.href + location.hash);
})();
