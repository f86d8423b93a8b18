// Hashes and signatures. Browsers that know Ed25519 check it themselves; for all others (old Android,
// WeChat, pages from a server without https) there are tweetnacl and fast-sha256.
var Proof = (function () {
  "use strict";
  var subtle = window.crypto && window.crypto.subtle;

  function bytesOf(base64) {
    var text = atob(base64), bytes = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    // What is not written as we write it is no signature of ours.
    if (base64Of(bytes) !== base64) throw new Error("base64");
    return bytes;
  }

  function base64Of(bytes) {
    var text = "";
    for (var i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
    return btoa(text);
  }

  function utf8(text) {
    return new TextEncoder().encode(text);
  }

  function digest(bytes) {
    if (!subtle) return Promise.resolve(sha256(bytes));
    return subtle.digest("SHA-256", bytes).then(
      function (found) { return new Uint8Array(found); },
      function () { return sha256(bytes); }
    );
  }

  function hex(bytes) {
    return Array.prototype.map.call(bytes, function (byte) {
      return ("0" + byte.toString(16)).slice(-2);
    }).join("");
  }

  // Whether `signature` is the Ed25519 signature of `bytes` by the key `public` (both base64).
  function verify(publicKey, signature, bytes) {
    var key = bytesOf(publicKey), value = bytesOf(signature);
    if (key.length !== 32 || value.length !== 64) return Promise.resolve(false);
    function ours() {
      return nacl.sign.detached.verify(bytes, value, key);
    }
    if (!subtle) return Promise.resolve(ours());
    return new Promise(function (done) {
      done(subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]));
    }).then(function (found) {
      return subtle.verify({ name: "Ed25519" }, found, value, bytes);
    }).catch(ours);
  }

  // The name of a key, eight groups of five digits; see public_keys.py.
  function fingerprint(publicKey) {
    return digest(bytesOf(publicKey)).then(function (found) {
      var groups = [];
      for (var i = 0; i < 16; i += 2) groups.push(("0000" + (found[i] * 256 + found[i + 1])).slice(-5));
      return groups.join("-");
    });
  }

  // What a signature is worth; the words are those of signature.py (Trust).
  function check(bytes, signature, edition, keys) {
    if (!signature) return Promise.resolve({ trust: "none", key: "" });
    var told;
    try {
      var text = new TextDecoder("utf-8", { fatal: true }).decode(signature);
      told = JSON.parse(text);
      if (JSON.stringify(told) + "\n" !== text) throw new Error("form"); // no byte is left to chance
      if (told.format !== "fanzha-signature/1") throw new Error("format");
      if (typeof told.key !== "string" || typeof told.signature !== "string") throw new Error("type");
    } catch (error) {
      return Promise.resolve({ trust: "wrong", key: "" });
    }
    if (told.alg !== "Ed25519") return Promise.resolve({ trust: "unknown-alg", key: told.key });
    return worthOf(told, edition, keys).then(function (found) {
      if (!found.publicKey) return { trust: found.trust, key: told.key };
      return verify(found.publicKey, told.signature, bytes).then(function (good) {
        return good ? { trust: found.trust, key: told.key } : { trust: "wrong", key: "" };
      });
    }).catch(function () {
      return { trust: "wrong", key: "" };
    });
  }

  function worthOf(told, edition, keys) {
    if (has(keys, told.key)) {
      var row = keys[told.key], known = row.endorsed && {
        public: row.public, since: row.since, by: row.endorsed.by, signature: row.endorsed.signature
      };
      if (JSON.stringify(told.introduced) !== (known ? JSON.stringify(known) : undefined)) {
        return Promise.resolve({ trust: "wrong" });
      }
      return Promise.resolve({ publicKey: row.public, trust: worth(row, edition) });
    }
    var by = told.introduced;
    if (!by || !has(keys, by.by)) return Promise.resolve({ trust: "unknown-key" });
    var older = keys[by.by];
    var statement = utf8("fanzha-key/1\nEd25519\n" + by.public + "\n" + by.since + "\n");
    return Promise.all([fingerprint(by.public), verify(older.public, by.signature, statement)]).then(
      function (found) {
        if (found[0] !== told.key || !found[1]) return { trust: "unknown-key" };
        var trust = worth(older, by.since);
        return { publicKey: trust === "good" ? by.public : "", trust: trust };
      }
    );
  }

  function worth(row, day) {
    if (row.revoked) return "revoked";
    return row.until && day > row.until ? "retired" : "good";
  }

  function has(rows, name) {
    return Object.prototype.hasOwnProperty.call(rows, name);
  }

  return {
    bytesOf: bytesOf, base64Of: base64Of, utf8: utf8, digest: digest, hex: hex, verify: verify,
    fingerprint: fingerprint, check: check, has: has
  };
})();
