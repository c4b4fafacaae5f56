"use strict";
// The data of the page stand in it packed: raw deflate (RFC 1951) in base64. Unpacked at once, so that the page is whole
// when it has loaded; the browser's own stream for it answers later and not everywhere.
function inflate(packed) {
  let out = new Uint8Array(packed.length * 6), end = 0, at = 0, held = 0, bits = 0;
  const take = (n) => {
    while (bits < n) { held |= packed[at++] << bits; bits += 8; }
    const found = held & ((1 << n) - 1);
    held >>>= n; bits -= n;
    return found;
  };
  const room = (n) => { if (end + n > out.length) { const more = new Uint8Array(Math.max(out.length * 2, end + n)); more.set(out); out = more; } };
  // A canonical Huffman code: how many codes of each length, and the symbols in the order of their codes.
  const code = (lengths) => {
    const count = new Uint16Array(16), start = new Uint16Array(16), symbols = new Uint16Array(lengths.length);
    for (const n of lengths) count[n]++;
    count[0] = 0;
    for (let n = 1; n < 16; n++) start[n] = start[n - 1] + count[n - 1];
    lengths.forEach((n, s) => { if (n) symbols[start[n]++] = s; });
    return { count, symbols };
  };
  const symbol = ({ count, symbols }) => {
    for (let n = 1, value = 0, first = 0, from = 0; n < 16; n++) {
      value |= take(1);
      if (value - first < count[n]) return symbols[from + value - first];
      from += count[n]; first = (first + count[n]) << 1; value <<= 1;
    }
    throw new Error("the data of this page are damaged");
  };
  const extra = (n, every) => Array.from({ length: n }, (_, i) => Math.max(0, Math.floor(i / every) - 1));
  const sizes = [...extra(28, 4), 0], spans = extra(30, 2);
  const summed = (least, by) => by.reduce((found, n) => [...found, found[found.length - 1] + (1 << n)], [least]);
  const least = summed(3, sizes), nearest = summed(1, spans);
  least[28] = 258;
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const fixed = [code(Array.from({ length: 288 }, (_, s) => (s < 144 ? 8 : s < 256 ? 9 : s < 280 ? 7 : 8))), code(Array(30).fill(5))];
  const codes = () => {
    const letters = take(5) + 257, distances = take(5) + 1, first = Array(19).fill(0), lengths = [];
    for (let i = 0, n = take(4) + 4; i < n; i++) first[order[i]] = take(3);
    for (const of = code(first); lengths.length < letters + distances;) {
      const s = symbol(of);
      if (s < 16) lengths.push(s);
      else for (let n = s === 16 ? 3 + take(2) : s === 17 ? 3 + take(3) : 11 + take(7), v = s === 16 ? lengths[lengths.length - 1] : 0; n; n--) lengths.push(v);
    }
    return [code(lengths.slice(0, letters)), code(lengths.slice(letters))];
  };
  for (let last = 0; !last;) {
    last = take(1);
    const kind = take(2);
    if (kind === 0) {
      held = bits = 0;
      const n = packed[at] | (packed[at + 1] << 8);
      room(n); out.set(packed.subarray(at + 4, at + 4 + n), end);
      at += n + 4; end += n;
      continue;
    }
    const [letters, distances] = kind === 1 ? fixed : codes();
    for (let s = symbol(letters); s !== 256; s = symbol(letters)) {
      if (s < 256) { room(1); out[end++] = s; continue; }
      const n = least[s - 257] + take(sizes[s - 257]), d = symbol(distances), from = end - nearest[d] - take(spans[d]);
      room(n);
      for (let i = 0; i < n; i++) out[end++] = out[from + i];
    }
  }
  return out.subarray(0, end);
}
