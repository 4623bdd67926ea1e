// What a page does where scripts run: rows of long lists are filtered, and the search looks through all pages.
(function () {
  "use strict";
  var said = document.currentScript.dataset;

  // The endings of Russian nouns, adjectives and verbs, the longest first; a stem keeps four letters.
  var endings = ("иями ями ами иях ого его ому ему ыми ими ией иям ях ах ов ев ей ой ий ый ая яя ое ее " +
    "ые ие ую юю ом ем ам ям ых их ть ся а я о е ы и у ю ь й").split(" ");

  function fold(text) {
    return text.toLowerCase().replace(/ё/g, "е").replace(/[«»"“”]/g, " ");
  }

  function stem(word) {
    for (var i = 0; i < endings.length; i++) {
      var end = endings[i];
      if (word.length - end.length >= 4 && word.slice(-end.length) === end) return word.slice(0, -end.length);
    }
    return word;
  }

  // The words of a question without their endings; a text has them in any form and in any order.
  function words(question) {
    return fold(question).split(/\s+/).filter(Boolean).map(stem);
  }

  function filterRows(table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    if (rows.length < 12) return;
    var texts = rows.map(function (row) { return fold(row.textContent); });
    var label = document.createElement("label");
    var input = document.createElement("input");
    var count = document.createElement("output");
    label.className = "filter";
    input.type = "search";
    label.append(said.filter, " ", input, " ", count);
    (table.closest(".scroll") || table).before(label);
    input.addEventListener("input", function () {
      var wanted = words(input.value);
      var shown = 0;
      rows.forEach(function (row, n) {
        row.hidden = !wanted.every(function (word) { return texts[n].indexOf(word) >= 0; });
        if (!row.hidden) shown += 1;
      });
      count.textContent = wanted.length ? said.shown.replace("{n}", shown).replace("{of}", rows.length) : "";
    });
  }

  function search(form) {
    var input = document.getElementById("words");
    var found = document.getElementById("found");

    function line(text, href, more) {
      var item = document.createElement("li");
      var part = document.createElement(href ? "a" : "span");
      part.textContent = text;
      if (href) part.href = href;
      item.append(part, more ? " · " + more : "");
      found.append(item);
    }

    function show() {
      var wanted = words(input.value);
      found.textContent = "";
      if (!wanted.length) return;
      var hits = window.searchIndex.filter(function (entry) {
        return wanted.every(function (word) { return fold(entry[1]).indexOf(word) >= 0 || entry[3].indexOf(word) >= 0; });
      });
      // What has the words in its title stands first.
      function rank(entry) {
        var title = fold(entry[1]);
        return wanted.filter(function (word) { return title.indexOf(word) >= 0; }).length;
      }
      hits.sort(function (a, b) { return rank(b) - rank(a); });
      hits.slice(0, 100).forEach(function (entry) { line(entry[1], entry[0], entry[2]); });
      if (hits.length > 100) line(said.shown.replace("{n}", 100).replace("{of}", hits.length));
      if (!hits.length) line(said.none);
    }

    form.hidden = false;
    document.querySelector(".no-script").hidden = true;
    input.addEventListener("input", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
    input.value = decodeURIComponent(location.hash.slice(1));
    input.focus();
    show();
  }

  Array.prototype.forEach.call(document.querySelectorAll("main table"), filterRows);
  var form = document.querySelector("form.search");
  if (form && window.searchIndex) search(form);
})();
