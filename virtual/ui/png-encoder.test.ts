import { loadImage, createCanvas } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { pngOf } from './png-encoder.ts'

test('a reader gets the same pixels back', async () => {
  const [width, height] = [37, 21]
  const pixels = Buffer.alloc(width * height * 4, 255)
  for (let index = 0; index < pixels.length; index += 4)
    pixels.set([index % 251, (index * 7) % 241, index % 13, 255], index)
  const image = await loadImage(await pngOf(pixels, width, height))
  expect([image.width, image.height]).toEqual([width, height])
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  expect(Buffer.from(canvas.data()).equals(pixels)).toBe(true)
})
