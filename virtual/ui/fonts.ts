import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

const require = createRequire(import.meta.url)

/** Files are registered when a text first needs them: Chinese alone is 10 MB that most runs never draw. */
const files = {
  regular: ['@expo-google-fonts/roboto/400Regular/Roboto_400Regular.ttf', 'Phone Sans'],
  bold: ['@expo-google-fonts/roboto/500Medium/Roboto_500Medium.ttf', 'Phone Sans Medium'],
  chinese: ['@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', 'Phone Sans SC'],
  emoji: ['@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf', 'Phone Emoji'],
} as const

const registered = new Set<keyof typeof files>()

function family(font: keyof typeof files): string {
  const [file, name] = files[font]
  if (!registered.has(font)) {
    registered.add(font)
    GlobalFonts.registerFromPath(require.resolve(file), name)
  }
  return `"${name}"`
}

/** CSS font for canvas: Roboto, with Chinese and emoji behind it where the text has such characters. */
export function fontFor(text: string, size: number, bold: boolean): string {
  const families = [family(bold ? 'bold' : 'regular')]
  if (/[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019]/.test(text))
    families.push(family('chinese'))
  if (/\p{Extended_Pictographic}/u.test(text)) families.push(family('emoji'))
  return `${String(Math.max(1, size))}px ${families.join(', ')}`
}
