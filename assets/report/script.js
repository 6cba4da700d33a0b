// Finds people, opens and closes them. Without it everything is there to read all the same.
(function () {
  var bar = document.getElementById("find");
  if (!bar) return;
  bar.hidden = false;
  var people = Array.prototype.slice.call(document.querySelectorAll("details.person"));
  var texts = people.map(function (one) { return one.textContent.toLowerCase(); });
  var count = document.getElementById("found");
  function look() {
    var words = document.getElementById("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    var n = 0;
    people.forEach(function (one, at) {
      var fits = words.every(function (word) { return texts[at].indexOf(word) >= 0; });
      one.hidden = !fits;
      if (fits) n += 1;
    });
    count.textContent = words.length ? n + " of " + people.length : "";
  }
  document.getElementById("words").addEventListener("input", look);
  function all(open) {
    return function () {
      people.forEach(function (one) { if (!one.hidden) one.open = open; });
    };
  }
  document.getElementById("open").addEventListener("click", all(true));
  document.getElementById("close").addEventListener("click", all(false));
})();
