/** What android.view.KeyEvent codes do to a focused field. */
export type FieldKey =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'backspace' | 'delete' | 'enter' }
  | { readonly kind: 'caret'; readonly to: 'left' | 'right' | 'start' | 'end' }

const others: Readonly<Record<number, FieldKey>> = {
  17: { kind: 'text', text: '*' },
  18: { kind: 'text', text: '#' },
  21: { kind: 'caret', to: 'left' },
  22: { kind: 'caret', to: 'right' },
  55: { kind: 'text', text: ',' },
  56: { kind: 'text', text: '.' },
  61: { kind: 'text', text: '\t' },
  62: { kind: 'text', text: ' ' },
  66: { kind: 'enter' },
  67: { kind: 'backspace' },
  68: { kind: 'text', text: '`' },
  69: { kind: 'text', text: '-' },
  70: { kind: 'text', text: '=' },
  71: { kind: 'text', text: '[' },
  72: { kind: 'text', text: ']' },
  73: { kind: 'text', text: '\\' },
  74: { kind: 'text', text: ';' },
  75: { kind: 'text', text: "'" },
  76: { kind: 'text', text: '/' },
  77: { kind: 'text', text: '@' },
  81: { kind: 'text', text: '+' },
  112: { kind: 'delete' },
  122: { kind: 'caret', to: 'start' },
  123: { kind: 'caret', to: 'end' },
  160: { kind: 'enter' },
}

export function fieldKey(keyCode: number): FieldKey | undefined {
  if (keyCode >= 7 && keyCode <= 16) return { kind: 'text', text: String(keyCode - 7) }
  if (keyCode >= 29 && keyCode <= 54) return { kind: 'text', text: String.fromCharCode(97 + keyCode - 29) }
  return others[keyCode]
}
