// The page: files in, one card for each with the verdict and what the file is.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var results = document.getElementById("results"), drop = document.getElementById("drop");
  var input = document.getElementById("files"), list = null;
  var LEVELS = {
    current: "good",
    changed: "stop", "unknown-key": "stop", revoked: "stop", retired: "stop"
  };
  var SIGNS = { good: "✓ ", care: "！", stop: "✕ " };

  function today() {
    var now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }

  function add(parent, tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function bytesOf(file) {
    return new Promise(function (done, failed) {
      var reader = new FileReader();
      reader.onload = function () { done(new Uint8Array(reader.result)); };
      reader.onerror = function () { failed(reader.error); };
      reader.readAsArrayBuffer(file);
    });
  }

  function show(card, file, found) {
    var level = LEVELS[found.verdict] || "care";
    card.textContent = "";
    card.className = level;
    card.setAttribute("data-verdict", found.verdict);
    add(card, "span", "name", file.name);
    add(card, "span", "verdict", SIGNS[level] + data.verdicts[found.verdict]);
    var facts = add(card, "dl");
    [["内容", found.title], ["编印", found.publisher], ["版本", found.edition], ["有效至", found.valid]].forEach(
      function (row) {
        if (!row[1]) return;
        add(facts, "dt", "", row[0]);
        add(facts, "dd", "", row[1]);
      }
    );
    (found.notes || []).forEach(function (note) { add(card, "p", "note", note); });
  }

  function take(files) {
    Array.prototype.forEach.call(files, function (file) {
      var card = results.insertBefore(document.createElement("li"), results.firstChild);
      card.textContent = file.name + "：正在核验……";
      bytesOf(file).then(function (bytes) {
        if (/genuine.*\.txt$/i.test(file.name)) return newer(card, file, bytes);
        return Judge.look(file.name, bytes, data.keys, list, today()).then(function (found) {
          show(card, file, found);
        });
      }).catch(function () {
        card.className = "care";
        card.textContent = file.name + "：读不了。文件夹请先打成压缩包，或者一个一个选。";
      });
    });
  }

  // A newer list, brought by hand to a computer without a network.
  function newer(card, file, bytes) {
    return Judge.opened(bytes, data.keys).then(function (found) {
      var better = found && (!list || (found.day >= list.day && found.region === list.region));
      card.className = better ? "good" : "stop";
      card.textContent = file.name + "：" + (better ? "名单换成 " + found.day + " 的了" : "不是更新的名单，没有换");
      if (better) use(found);
    });
  }

  function use(found) {
    list = found;
    document.getElementById("list").textContent = list
      ? list.publisher + "，" + list.day + " 的名单，一共 " + list.files.length + " 个文件。" +
        "日子久了请到网站下载新的这一页，或者把新的 genuine.txt 选进来。"
      : "这一页里没有签过名的名单，只能核验压缩包，不知道有没有新版。";
  }

  function mark() {
    var place = document.getElementById("mark");
    if (data.current) {
      data.current.split("-").forEach(function (group) { add(place, "span", "", group); });
    } else {
      place.className = "none";
      place.textContent = "现在没有在用的钥匙，问一问发布单位。";
    }
  }

  input.addEventListener("change", function () { take(input.files); input.value = ""; });
  ["dragover", "dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      event.preventDefault();
      drop.className = name === "dragover" ? "over" : "";
      if (name === "drop") take(event.dataTransfer.files);
    });
  });
  mark();
  Judge.opened(Proof.utf8(data.list), data.keys).then(function (found) {
    use(found);
    document.getElementById("wait").hidden = true;
    document.getElementById("work").hidden = false;
  });
})();
