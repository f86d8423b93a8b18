// One verdict for a file, and the facts for a reader: the same as verdict.py and verify.py say.
var Judge = (function () {
  "use strict";
  var STALE_LIST = 90, DAY = 86400000;
  var OF_TRUST = { none: "unsigned", wrong: "changed" };

  // A promise of the list that stands in `bytes` (genuine.txt), or of null where it is not signed.
  function opened(bytes, keys) {
    var at = bytes.indexOf ? bytes.indexOf(10) : Array.prototype.indexOf.call(bytes, 10);
    var first = bytes.subarray(0, at + 1), second = bytes.subarray(at + 1), data;
    try {
      data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(first));
      if (data.type !== "fanzha-list/1") return Promise.resolve(null);
    } catch (error) {
      return Promise.resolve(null);
    }
    return Proof.check(first, second.length ? second : null, data.day, keys).then(function (signed) {
      if (signed.trust !== "good") return null;
      data.byHash = {};
      data.byPath = {};
      data.files.forEach(function (row) { data.byHash[row[0]] = row; data.byPath[row[1]] = row[0]; });
      data.gone = {};
      data.old.forEach(function (row) { data.gone[row[0]] = row; });
      return data;
    });
  }

  // A promise of {verdict, title, publisher, edition, valid, key, notes} of a file's name and bytes.
  function look(name, bytes, keys, list, today) {
    return Proof.digest(bytes).then(function (found) {
      var digest = Proof.base64Of(found).replace(/=+$/, "");
      if (!/\.(zip|htz)$/i.test(name)) return ofFile(name, digest, list, today);
      return Zip.read(bytes).then(function (contents) {
        var manifest = contents && manifestOf(contents.manifest);
        if (!manifest) {
          var other = ofFile(name, digest, list, today);
          if (other.verdict !== "unknown") return other;
          return { verdict: "changed", notes: ["重新打过包的，解开以后逐个核验"] };
        }
        return Proof.check(contents.manifest, contents.signature, manifest.edition, keys).then(
          function (signed) { return ofZip(name, digest, manifest, signed, list, today); }
        );
      });
    });
  }

  function manifestOf(bytes) {
    try {
      var data = JSON.parse(new TextDecoder().decode(bytes));
      var whole = data.generator === "fanzha" && "region" in data && "publisher" in data && data.edition && data.items;
      return whole ? data : null;
    } catch (error) {
      return null;
    }
  }

  function ofZip(name, digest, manifest, signed, list, today) {
    var listed = list && Proof.has(list.byHash, digest);
    if (signed.trust !== "good" && !listed) {
      return { verdict: OF_TRUST[signed.trust] || signed.trust, key: signed.key, notes: [] };
    }
    var known = list && (!manifest.region || list.region === manifest.region) ? list : null;
    var worst = ofItems(manifest.items, known, today), days = [];
    Object.keys(manifest.items).forEach(function (id) { days.push(manifest.items[id].valid_until); });
    var found = {
      verdict: worst.verdict, title: manifest.title, publisher: manifest.publisher || (list ? list.publisher : ""),
      edition: manifest.edition, valid: days.sort()[0] || "", key: signed.key,
      notes: worst.notes.concat(ofList(list, known, today))
    };
    if (!list || found.verdict !== "current") return found;
    if (Proof.has(list.byPath, manifest.path) && list.byPath[manifest.path] !== digest) {
      found.verdict = "old";
      found.notes = ["这个包已经重新做过"];
      return found;
    }
    return named(found, name, manifest.path);
  }

  function ofFile(name, digest, list, today) {
    if (!list) return { verdict: "unknown", notes: ["没有名单可比，单个文件核验不了"] };
    if (Proof.has(list.byHash, digest)) return ofRow(name, list.byHash[digest], list, today);
    if (Proof.has(list.gone, digest)) {
      var old = list.gone[digest];
      return { verdict: "old", publisher: list.publisher, notes: [old[1] + "，" + old[2] + " 起换了新的"] };
    }
    return { verdict: "unknown", notes: ["对照的名单是 " + list.day + " 的"] };
  }

  function ofRow(name, row, list, today) {
    var items = {}, editions = [], days = [], titles = [];
    row[3].forEach(function (id) {
      if (!Proof.has(list.items, id)) return;
      items[id] = list.items[id];
      editions.push(items[id].edition);
      days.push(items[id].valid_until);
      titles.push("《" + items[id].title + "》");
    });
    var worst = ofItems(items, list, today), kind = list.kinds[row[2]] || row[2];
    var found = {
      verdict: worst.verdict,
      title: titles.slice(0, 2).join("、") + "（" + kind + "）" + (titles.length > 2 ? "等" : ""),
      publisher: list.publisher, edition: editions.sort().pop() || "", valid: days.sort()[0] || "",
      key: "", notes: worst.notes.concat(ofList(list, list, today))
    };
    return found.verdict === "current" ? named(found, name, row[1]) : found;
  }

  function named(found, name, path) {
    var own = path.split("/").pop();
    if (name === own) return found;
    found.verdict = "renamed";
    found.notes = ["原来的名字是 " + own].concat(found.notes);
    return found;
  }

  function ofItems(items, list, today) {
    var lines = { withdrawn: [], old: [], expired: [], undated: [] };
    Object.keys(items).forEach(function (id) {
      var row = items[id], title = "《" + row.title + "》";
      var now = list && Proof.has(list.items, id) ? list.items[id] : null;
      if (list && !now && row.valid_until >= list.day) {
        lines.withdrawn.push(title + "已经撤下");
      } else if (now && now.edition > row.edition) {
        lines.old.push(title + row.edition + " 的，已有 " + now.edition + " 的新版");
      } else if (row.valid_until < today) {
        lines.expired.push(title + "到 " + row.valid_until + " 为止，已经过期");
      } else if (now && now.edition < row.edition) {
        lines.undated.push(title + "比名单新，请换新的名单");
      }
    });
    var order = ["withdrawn", "old", "expired", "undated"], worst = list ? "current" : "undated";
    var notes = [];
    order.slice().reverse().forEach(function (verdict) { if (lines[verdict].length) worst = verdict; });
    order.forEach(function (verdict) { notes = notes.concat(lines[verdict]); });
    return { verdict: worst, notes: notes };
  }

  function ofList(list, known, today) {
    if (!list) return ["没有名单可比"];
    if (!known) return ["手上的名单是别的地方的，没法比"];
    var age = (Date.parse(today) - Date.parse(list.day)) / DAY;
    return age > STALE_LIST ? ["名单是 " + list.day + " 的，旧了，请到网站下载新的"] : [];
  }

  return { opened: opened, look: look };
})();
