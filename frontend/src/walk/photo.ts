/* A photograph, made smaller by drawing it anew: what the camera wrote beside it (place, time, owner) is gone. */

const LONGEST = 1600; // pixels
const ENOUGH = 900_000; // bytes

/** Draw a picture that the browser can read; the way it was held is kept. */
async function decoded(file: Blob): Promise<ImageBitmap | HTMLImageElement> {
  if (typeof createImageBitmap === 'function') {
    try {
      return await createImageBitmap(file, { imageOrientation: 'from-image' });
    } catch {
      /* older browsers know no options; an element reads it as well */
    }
  }
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** Draw a picture onto a canvas, at most so long on its longer side. */
async function drawn(file: Blob, longest: number): Promise<HTMLCanvasElement> {
  const picture = await decoded(file);
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  if ('close' in picture) picture.close();
  return canvas;
}

/** Return a JPEG of at most 1600 pixels. */
export async function shrunk(file: Blob): Promise<ArrayBuffer> {
  const canvas = await drawn(file, LONGEST);
  for (const quality of [0.82, 0.65, 0.5]) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (!blob) throw new Error('no picture');
    if (blob.size <= ENOUGH || quality === 0.5) return new Response(blob).arrayBuffer();
  }
  throw new Error('no picture');
}

/** A small view of a photograph that is kept. */
export const preview = (bytes: ArrayBuffer): Promise<HTMLCanvasElement> =>
  drawn(new Blob([bytes], { type: 'image/jpeg' }), 240);
