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
  function address(id) { // of a page, perhaps with an anchor in it
    var parts = id.split("#"), page = parts[0].split("/").map(encodeURIComponent).join("/");
    return said.dataset.root + said.dataset.before + page + said.dataset.after + (parts[1] ? "#" + encodeURIComponent(parts[1]) : "");
  }
  function tell(part, text, more, words) { // two lines are the same in Chinese and in English
    var lines = text.split("\n"), english = lines.length > 1 && doc.documentElement.lang === "en";
    part.lang = english ? "en" : "zh-CN";
    marked(part, lines[english ? 1 : 0] + more, words);
  }
  function show(found, words) {
    list.replaceChildren();
    found.slice(0, MOST).forEach(function (entry) {
      var row = doc.createElement("li"), link = doc.createElement("a"), sub = doc.createElement("span");
      link.href = address(entry[0]);
      sub.className = "sub";
      tell(link, entry[1], "", words);
      tell(sub, entry[2] || said.dataset.basic, entry[1].includes("\n") ? "" : " · " + entry[0], words);
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
