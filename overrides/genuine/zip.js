// What a ZIP of ours says of itself, every byte proved without unpacking anything: see zips.py.
var Zip = (function () {
  "use strict";
  var DOS_DAY = ((2026 - 1980) << 9) | (1 << 5) | 1, LOCAL = 30, END = 22;

  // A promise of {manifest, signature}, both as bytes; null where it is no ZIP of ours, byte for byte.
  function read(bytes) {
    try {
      var view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      var records = recordsOf(bytes, view), at = -1, names = {};
      records.forEach(function (record, number) {
        if (names["/" + record.name]) throw new Error("twice");
        names["/" + record.name] = true;
        if (record.name === "manifest.json") at = number;
      });
      var last = records.slice(at + 1).map(function (record) { return record.name; }).join();
      if (at < 0 || (last !== "" && last !== "manifest.sig")) return Promise.resolve(null);
      var contents = { manifest: records[at].data, signature: last ? records[at + 1].data : null };
      var end = records[at].start;
      var before = JSON.parse(new TextDecoder().decode(contents.manifest)).before;
      if (!same(bytes.subarray(end), tail(records.slice(0, at), end, contents))) {
        return Promise.resolve(null);
      }
      return Proof.digest(bytes.subarray(0, end)).then(function (found) {
        return before.bytes === end && before.sha256 === Proof.hex(found) ? contents : null;
      });
    } catch (error) {
      return Promise.resolve(null);
    }
  }

  function recordsOf(bytes, view) {
    var records = [], place = 0, end = bytes.length - END, start = view.getUint32(end + 16, true);
    while (place < start) {
      if (view.getUint32(place, true) !== 0x04034b50) throw new Error("header");
      var size = view.getUint32(place + 18, true), length = view.getUint16(place + 26, true);
      var data = place + LOCAL + length;
      if (view.getUint16(place + 28, true) || data + size > start) throw new Error("size");
      var raw = bytes.subarray(place + LOCAL, data);
      records.push({
        start: place, fixed: bytes.subarray(place + 4, place + LOCAL), raw: raw,
        name: new TextDecoder().decode(raw), data: bytes.subarray(data, data + size)
      });
      place = data + size;
    }
    if (place !== start) throw new Error("end");
    return records;
  }

  // All that follows the files; it follows from them.
  function tail(records, end, contents) {
    var rows = records.slice(), place = end, parts = [];
    [["manifest.json", contents.manifest], ["manifest.sig", contents.signature]].forEach(function (one) {
      if (!one[1]) return;
      var raw = Proof.utf8(one[0]), size = one[1].length;
      var header = packed([[4, 0x04034b50], [2, 20], [2, 0], [2, 0], [2, 0], [2, DOS_DAY],
        [4, crc(one[1])], [4, size], [4, size], [2, raw.length], [2, 0]]);
      rows.push({ start: place, fixed: header.subarray(4), raw: raw });
      parts.push(header, raw, one[1]);
      place += header.length + raw.length + size;
    });
    var listed = 0;
    rows.forEach(function (row) {
      var more = packed([[2, 0], [2, 0], [2, 0], [4, 0x1800000], [4, row.start]]);
      parts.push(packed([[4, 0x02014b50], [2, 20]]), row.fixed, more, row.raw);
      listed += 6 + row.fixed.length + more.length + row.raw.length;
    });
    parts.push(packed([[4, 0x06054b50], [2, 0], [2, 0], [2, rows.length], [2, rows.length],
      [4, listed], [4, place], [2, 0]]));
    return joined(parts);
  }

  function packed(fields) {
    var size = fields.reduce(function (sum, field) { return sum + field[0]; }, 0), at = 0;
    var view = new DataView(new ArrayBuffer(size));
    fields.forEach(function (field) {
      if (field[0] === 2) view.setUint16(at, field[1], true);
      else view.setUint32(at, field[1], true);
      at += field[0];
    });
    return new Uint8Array(view.buffer);
  }

  function joined(parts) {
    var size = parts.reduce(function (sum, part) { return sum + part.length; }, 0), at = 0;
    var whole = new Uint8Array(size);
    parts.forEach(function (part) { whole.set(part, at); at += part.length; });
    return whole;
  }

  function same(one, other) {
    if (one.length !== other.length) return false;
    for (var i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
    return true;
  }

  function crc(bytes) {
    var sum = -1;
    for (var i = 0; i < bytes.length; i++) {
      sum ^= bytes[i];
      for (var bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  }

  return { read: read };
})();
