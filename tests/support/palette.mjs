// PNG files of few colours: a picture of a page needs no sixteen million, and a repository no megabytes.

import { deflateSync } from "node:zlib";

/** Colours are told apart by their upper bits first. */
const BITS = 4;

/** The same picture (PNG) with at most so many colours. `page` is any page: its browser reads the file. */
export async function fewColours(page, png, colours = 48) {
  const { width, height, pixels } = await read(page, png);
  const palette = mostUsed(pixels, colours);
  const nearest = new Map();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const [red, green, blue] = [pixels[at], pixels[at + 1], pixels[at + 2]];
      const key = (red << 16) | (green << 8) | blue;
      if (!nearest.has(key)) nearest.set(key, nearestOf(palette, red, green, blue));
      rows[y * (width + 1) + 1 + x] = nearest.get(key);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk("IHDR", header), chunk("PLTE", Buffer.from(palette.flat())), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks]);
}

async function read(page, png) {
  const { width, height, data } = await page.evaluate(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, width, height);
    let text = "";
    for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768));
    return { width, height, data: btoa(text) };
  }, `data:image/png;base64,${png.toString("base64")}`);
  return { width, height, pixels: Buffer.from(data, "base64") };
}

/** The grounds and lines of a page, which must stay as they are: so many of the commonest. */
const EXACT = 8;

/** Of the colours that are alike in their upper bits the one most used stands for all; the commonest stay. */
function mostUsed(pixels, most) {
  const alike = new Map();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    const key = [0, 1, 2].reduce((key, of) => (key << BITS) | (pixels[at + of] >> (8 - BITS)), 0);
    if (!alike.has(key)) alike.set(key, { count: 0, of: new Map() });
    const group = alike.get(key);
    group.count += 1;
    group.of.set(colour, (group.of.get(colour) ?? 0) + 1);
  }
  const often = (counted) => [...counted].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const groups = [...alike.values()].sort((one, other) => other.count - one.count);
  const exact = often(groups.flatMap(({ of }) => [...of])).slice(0, EXACT);
  const chosen = new Set([...exact, ...groups.map(({ of }) => often(of)[0])].slice(0, most));
  return [...chosen].map((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]);
}

function nearestOf(palette, red, green, blue) {
  let best = 0;
  let least = Infinity;
  palette.forEach(([r, g, b], at) => {
    const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (far < least) [best, least] = [at, far];
  });
  return best;
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(checksum(body), body.length + 4);
  return framed;
}

/** CRC-32, as PNG has it (ISO 3309). */
function checksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
