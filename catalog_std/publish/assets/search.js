// Finds items by parts of their text. Loads index and entries as scripts: works from file:// under script-src 'self'.
(function () {
  "use strict";
  var index = {}, entries = {}, loads = {}, said = document.getElementById("said").dataset, home = said.top + said.index;
  window.catalogIndex = function (number, part) { index[number] = part; };
  window.catalogEntries = function (number, part) { entries[number] = part; };
  var table = [], n, bit, value;
  for (n = 0; n < 256; n++) {
    value = n;
    for (bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    table.push(value >>> 0);
  }
  function crc(text) {
    var sum = -1;
    new TextEncoder().encode(text).forEach(function (byte) { sum = table[(sum ^ byte) & 255] ^ (sum >>> 8); });
    return (sum ^ -1) >>> 0;
  }
  function load(name) {
    return loads[name] || (loads[name] = new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = home + name + "?" + catalogAbout.edition;
      script.onload = done; script.onerror = failed;
      document.head.append(script);
    }));
  }
  function plain(text) { return text.normalize("NFKC").toLowerCase(); }
  function grams(word) {
    var found = new Set();
    (word.match(/[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[a-z0-9]+/g) || []).forEach(function (run) {
      var size = run > "z" ? 2 : 3;
      if (run.length < size) found.add(run);
      for (var at = 0; at + size <= run.length; at++) found.add(run.slice(at, at + size));
    });
    return Array.from(found);
  }
  function numbers(text) {
    var last = 0;
    return text.split(",").map(function (step) { return (last += parseInt(step, 36)); });
  }
  function posting(gram) {
    var shard = crc(gram) % catalogAbout.shards;
    return load("i" + shard + ".js").then(function () {
      return Object.hasOwn(index[shard], gram) ? numbers(index[shard][gram]) : [];
    });
  }
  function common(lists) {
    lists.sort(function (a, b) { return a.length - b.length; });
    return lists.slice(1).reduce(function (left, list) {
      var there = new Set(list);
      return left.filter(function (number) { return there.has(number); });
    }, lists[0] || []);
  }
  function has(text, word) { // a word of one or two Latin letters is found at the beginning of words only
    if (!/^[a-z0-9]{1,2}$/.test(word)) return text.includes(word);
    return new RegExp("(^|[^a-z0-9])" + word).test(text);
  }
  function weight(entry, words) {
    var names = plain(entry[1]).split("\n"), lines = entry[3].split("\n");
    function worth(word) {
      return Math.max.apply(null, names.map(function (name) {
        return name === word ? 12 : name.startsWith(word) ? 8 : name.includes(word) ? 6 : lines.includes(word) ? 5 : 1;
      }));
    }
    return words.reduce(function (sum, word) { return sum + worth(word); }, 0) - names[0].length / 100;
  }
  window.catalogSearch = function (query) {
    var words = plain(query).split(/\s+/).filter(Boolean), wanted = words.flatMap(grams);
    if (!wanted.length) return Promise.resolve([]);
    return Promise.all(wanted.map(posting)).then(common).then(function (found) {
      var parts = new Set(found.map(function (number) { return Math.floor(number / catalogAbout.chunk); }));
      return Promise.all(Array.from(parts, function (part) { return load("d" + part + ".js"); })).then(function () {
        return found.map(function (number) {
          return entries[Math.floor(number / catalogAbout.chunk)][number % catalogAbout.chunk];
        }).filter(function (entry) {
          return words.every(function (word) { return has(entry[3], word); });
        }).map(function (entry) { return [weight(entry, words), entry]; }).sort(function (a, b) {
          return b[0] - a[0] || (a[1][0] < b[1][0] ? -1 : 1);
        }).map(function (pair) { return pair[1]; });
      });
    });
  };
})();
