// Optional: every page is whole without it. It remembers settings, opens what is folded before printing,
// and marks the section being read.
(function () {
  "use strict";
  var doc = document, store = null;
  try { store = window.localStorage; } catch (refused) { /* private windows and some file:// pages */ }
  ["scheme", "size"].forEach(function (name) {
    doc.querySelectorAll('input[name="' + name + '"]').forEach(function (input) {
      if (store && store.getItem("catalog-" + name) === input.id) input.checked = true;
      input.addEventListener("change", function () { if (store) store.setItem("catalog-" + name, input.id); });
    });
  });
  var opened = [];
  window.addEventListener("beforeprint", function () {
    doc.querySelectorAll("main details:not([open])").forEach(function (part) { part.open = true; opened.push(part); });
  });
  window.addEventListener("afterprint", function () { opened.splice(0).forEach(function (part) { part.open = false; }); });
  var toc = doc.querySelector(".toc details");
  if (toc && !window.matchMedia("(min-width: 62rem)").matches) toc.open = false;
  if (toc && "IntersectionObserver" in window) {
    var links = {};
    toc.querySelectorAll("a").forEach(function (link) { links[link.hash.slice(1)] = link; });
    var watch = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) {
        if (!one.isIntersecting || !links[one.target.id]) return;
        Object.keys(links).forEach(function (id) { links[id].removeAttribute("aria-current"); });
        links[one.target.id].setAttribute("aria-current", "true");
      });
    }, { rootMargin: "0px 0px -70% 0px" });
    doc.querySelectorAll("main section[id]").forEach(function (section) { watch.observe(section); });
  }
})();
