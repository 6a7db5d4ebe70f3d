import type { Command } from '../command.ts'

const usage = `usage: screencap [-hp] [-d display-id] [FILENAME]
   -h: this message
   -p: save the file as a png.
   -d: specify the physical display ID to capture (default: 4619827259835644672)
       see "dumpsys SurfaceFlinger --display-id" for valid display IDs.
If FILENAME ends with .png it will be saved as a png.
If FILENAME is not given, the results will be printed to stdout.
`

/** `screencap`: PNG, or raw RGBA after a header (frameworks/base cmds/screencap/screencap.cpp). */
export const screencap: Command = async ({ argv, err, out, phone }) => {
  let png = false
  let file: string | undefined
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index] ?? ''
    if (word === '-d') {
      const id = argv[++index] ?? ''
      if (!/^\d+$/.test(id)) {
        await err(`Invalid display ID\n`)
        return 1
      }
    } else if (/^-[hp]+$/.test(word)) {
      if (word.includes('h')) {
        await err(usage)
        return 0
      }
      png = true
    } else if (word.startsWith('-') && word !== '-') {
      await err(usage)
      return 1
    } else file = word
  }
  const bytes = png || file?.endsWith('.png') === true ? await phone.screen.screenshot() : await raw(phone)
  if (file === undefined) await out(bytes)
  else phone.files.write(file, bytes)
  return 0
}

/** Width, height, PixelFormat.RGBA_8888 and, since Android 9, the colour space; then the pixels. */
async function raw(phone: Parameters<Command>[0]['phone']): Promise<Buffer> {
  const header = Buffer.alloc(16)
  header.writeUInt32LE(phone.rom.screen.width, 0)
  header.writeUInt32LE(phone.rom.screen.height, 4)
  header.writeUInt32LE(1, 8)
  header.writeUInt32LE(1, 12)
  return Buffer.concat([header, await phone.screen.pixels()])
}
