// The search page: asks the engine, and shows what it found as text, never as HTML.
(function () {
  "use strict";
  var doc = document, box = doc.getElementById("q"), list = doc.getElementById("found"), said = doc.getElementById("said");
  var MOST = 100, asked = 0;
  function marked(parent, text, words) {
    var plain = text.normalize("NFKC").length === text.length ? text.normalize("NFKC").toLowerCase() : "", at = 0;
    while (at < text.length) {
      var hit = -1, size = 0;
      words.forEach(function (word) {
        var found = plain.indexOf(word, at);
        if (found >= 0 && (hit < 0 || found < hit)) { hit = found; size = word.length; }
      });
      if (hit < 0) break;
      parent.append(text.slice(at, hit));
      var mark = doc.createElement("mark");
      mark.textContent = text.slice(hit, hit + size);
      parent.append(mark);
      at = hit + size;
    }
    parent.append(text.slice(at));
  }
  function show(found, words) {
    list.replaceChildren();
    found.slice(0, MOST).forEach(function (entry) {
      var row = doc.createElement("li"), link = doc.createElement("a"), sub = doc.createElement("span");
      link.href = said.dataset.root + "items/" + encodeURIComponent(entry[0]) + "/index.html";
      link.lang = sub.lang = "zh-CN";
      marked(link, entry[1], words);
      sub.className = "sub";
      marked(sub, (entry[2] || said.dataset.basic) + " · " + entry[0], words);
      row.append(link, sub);
      list.append(row);
    });
    said.textContent = found.length ? said.dataset.count.replace("{n}", found.length) : said.dataset.none;
  }
  function run() {
    var query = box.value, turn = ++asked, words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { list.replaceChildren(); said.textContent = ""; return; }
    window.catalogSearch(query).then(function (found) { if (turn === asked) show(found, words); });
  }
  var waiting;
  box.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(run, 150); });
  box.value = new URLSearchParams(location.search).get("q") || "";
  run();
})();
