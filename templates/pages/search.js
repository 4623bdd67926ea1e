// The search of the site: all words of the question, in any of their Russian forms, in any order.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  var input = document.getElementById("words");
  var found = document.getElementById("found");
  if (!form || !window.searchIndex) return;
  form.hidden = false;

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

  function show() {
    var words = fold(input.value).split(/\s+/).filter(Boolean).map(stem);
    found.textContent = "";
    if (!words.length) return;
    var hits = window.searchIndex.filter(function (entry) {
      return words.every(function (word) { return fold(entry[1]).indexOf(word) >= 0 || entry[3].indexOf(word) >= 0; });
    });
    // What has the words in its title stands first.
    hits.sort(function (a, b) { return rank(b, words) - rank(a, words); });
    hits.slice(0, 100).forEach(function (entry) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = entry[0];
      link.textContent = entry[1];
      item.appendChild(link);
      item.appendChild(document.createTextNode(" · " + entry[2]));
      found.appendChild(item);
    });
    if (!hits.length) {
      var none = document.createElement("li");
      none.textContent = input.dataset.none;
      found.appendChild(none);
    }
  }

  function rank(entry, words) {
    var title = fold(entry[1]);
    return words.filter(function (word) { return title.indexOf(word) >= 0; }).length;
  }

  input.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  input.value = decodeURIComponent(location.hash.slice(1));
  input.focus();
  show();
})();
