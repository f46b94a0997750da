// Screenshots held against each other.

/**
 * How two pictures (PNG) differ: whether they are of the same size, and how many pixels are of
 * another colour, by more than what the smoothing of a rounded corner makes. `page` is any page.
 */
export function difference(page, first, second) {
  const urls = [first, second].map((png) => `data:image/png;base64,${png.toString("base64")}`);
  return page.evaluate(async (urls) => {
    const [one, other] = await Promise.all(
      urls.map(async (url) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        const { width, height } = image;
        const canvas = new OffscreenCanvas(width, height).getContext("2d");
        canvas.drawImage(image, 0, 0);
        return { width, height, data: canvas.getImageData(0, 0, width, height).data };
      }),
    );
    const sameSize = one.width === other.width && one.height === other.height;
    let pixels = 0;
    for (let at = 0; sameSize && at < one.data.length; at += 4) {
      if ([0, 1, 2].some((of) => Math.abs(one.data[at + of] - other.data[at + of]) > 4)) pixels += 1;
    }
    return { sameSize, pixels };
  }, urls);
}
