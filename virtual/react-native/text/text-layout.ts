import type { Display } from '../display.ts'
import { flagProp, numberProp, stringProp } from '../fabric/props.ts'
import type { Family, ShadowNode } from '../fabric/shadow-node.ts'
import type { Size } from '../layout/layout-tree.ts'
import type { Fonts } from './fonts.ts'
import type { Paragraph } from './paragraph.ts'
import { layoutParagraph } from './paragraph.ts'
import { inputRun, paragraphStyle, textRuns } from './text-style.ts'

/** Measures texts and inputs (dp), and lays them out for drawing (px). */
export class TextLayout {
  readonly #fonts: Fonts
  readonly #display: Display
  readonly #cache = new WeakMap<ShadowNode, Map<number, Paragraph>>()

  constructor(fonts: Fonts, display: Display) {
    this.#fonts = fonts
    this.#display = display
  }

  /** What Yoga asks of components that measure themselves. `width`: dp that are allowed. */
  measure(node: ShadowNode, width: number): Size {
    const { viewName } = node.family
    switch (viewName) {
      case 'AndroidSwitch':
        return switchSize
      case 'AndroidProgressBar':
        return progressSize(node)
      case 'AndroidTextInput':
        return this.#size(this.#inputParagraph(node, this.#inputWidth(node, width)))
      default:
        return this.#size(this.#textParagraph(node, width * this.#display.density))
    }
  }

  /** The paragraph as it is drawn in the component's final box. `innerWidth`: dp without padding and border. */
  paragraph(family: Family, innerWidth: number): Paragraph | undefined {
    const node = family.committed
    if (node === undefined) return undefined
    // The box was measured with the same text: half a pixel keeps rounding from breaking it differently.
    const width = innerWidth * this.#display.density + 0.5
    return family.viewName === 'AndroidTextInput'
      ? this.#inputParagraph(node, this.#inputWidth(node, width / this.#display.density))
      : this.#textParagraph(node, width)
  }

  #size(paragraph: Paragraph): Size {
    const { density } = this.#display
    return { width: Math.ceil(paragraph.width) / density, height: Math.ceil(paragraph.height) / density }
  }

  #textParagraph(node: ShadowNode, widthPx: number): Paragraph {
    const { nativeProps, animatedProps } = node.family
    const cacheable = nativeProps === undefined && animatedProps === undefined
    let byWidth = this.#cache.get(node)
    const cached = cacheable ? byWidth?.get(widthPx) : undefined
    if (cached !== undefined) return cached
    const paragraph = layoutParagraph(
      this.#fonts,
      textRuns(node, this.#display),
      paragraphStyle(node.family.props),
      widthPx,
    )
    if (cacheable) {
      if (byWidth === undefined) {
        byWidth = new Map()
        this.#cache.set(node, byWidth)
      }
      byWidth.set(widthPx, paragraph)
    }
    return paragraph
  }

  /** dp; a one-line input scrolls sideways instead of breaking. */
  #inputWidth(node: ShadowNode, width: number): number {
    return flagProp(node.family.props, 'multiline') === true ? width : Number.POSITIVE_INFINITY
  }

  #inputParagraph(node: ShadowNode, width: number): Paragraph {
    const shown = shownText(node.family)
    const { props } = node.family
    return layoutParagraph(
      this.#fonts,
      [inputRun(node, shown === '' ? ' ' : shown, this.#display)],
      { ...paragraphStyle(props), ellipsis: false, maxLines: numberProp(props, 'numberOfLines') ?? 0 },
      width * this.#display.density,
    )
  }
}

/** What an input shows: its text (dots for a password), or its placeholder. */
export function shownText(family: Family): string {
  const text = family.field?.text ?? stringProp(family.props, 'text') ?? ''
  if (text === '') return stringProp(family.props, 'placeholder') ?? ''
  return isSecure(family) ? '•'.repeat(Array.from(text).length) : text
}

function isSecure(family: Family): boolean {
  return family.props['secureTextEntry'] === true
}

/** Material's Switch in dp, as AndroidSwitchMeasurementsManager gets it from the view. */
const switchSize: Size = { width: 47, height: 27 }

/** ProgressBar styles of the platform, dp. */
function progressSize(node: ShadowNode): Size {
  switch (stringProp(node.family.props, 'styleAttr')) {
    case 'Large':
    case 'LargeInverse':
      return { width: 76, height: 76 }
    case 'Small':
    case 'SmallInverse':
    case 'SmallTitle':
      return { width: 16, height: 16 }
    case 'Horizontal':
      return { width: 0, height: 16 }
    default:
      return { width: 48, height: 48 }
  }
}
