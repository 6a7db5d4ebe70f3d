/** What a line of shell says, as a tree. */
export type Word = readonly WordPart[]

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: 'parameter'
      readonly name: string
      readonly quoted: boolean
      readonly change?: ParameterChange
    }
  | { readonly kind: 'command'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly quoted: boolean }

/** `${name<operator><word>}`; `length` is `${#name}`. */
export type ParameterChange =
  | { readonly operator: 'length' }
  | {
      readonly operator: '-' | ':-' | '=' | ':=' | '?' | ':?' | '+' | ':+' | '#' | '##' | '%' | '%%'
      readonly word: Word
    }
  | { readonly operator: '/' | '//'; readonly pattern: Word; readonly word: Word }
  | { readonly operator: ':'; readonly offset: Word; readonly length: Word | undefined }

export interface Redirect {
  readonly fd: number
  readonly operator: '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '<<' | '<<<' | '&>'
  readonly target: Word
}

export interface Assignment {
  readonly name: string
  readonly append: boolean
  readonly value: Word
}

export type ShellCommand =
  | {
      readonly kind: 'simple'
      readonly line: number
      readonly assignments: readonly Assignment[]
      readonly words: readonly Word[]
      readonly redirects: readonly Redirect[]
    }
  | { readonly kind: 'group' | 'subshell'; readonly body: List; readonly redirects: readonly Redirect[] }
  | {
      readonly kind: 'if'
      readonly branches: readonly { readonly condition: List; readonly body: List }[]
      readonly otherwise: List | undefined
      readonly redirects: readonly Redirect[]
    }
  | {
      readonly kind: 'while' | 'until'
      readonly condition: List
      readonly body: List
      readonly redirects: readonly Redirect[]
    }
  | {
      readonly kind: 'for'
      readonly name: string
      /** Undefined: the positional parameters. */
      readonly words: readonly Word[] | undefined
      readonly body: List
      readonly redirects: readonly Redirect[]
    }
  | {
      readonly kind: 'case'
      readonly word: Word
      readonly items: readonly CaseItem[]
      readonly redirects: readonly Redirect[]
    }
  | { readonly kind: 'function'; readonly name: string; readonly body: ShellCommand }
  | {
      readonly kind: 'condition'
      readonly expression: Condition
      readonly redirects: readonly Redirect[]
    }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly redirects: readonly Redirect[] }

export interface CaseItem {
  readonly patterns: readonly Word[]
  readonly body: List
  /** `;;` ends, `;&` falls through. */
  readonly end: ';;' | ';&'
}

/** Inside `[[ ]]`. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }

export interface Pipeline {
  readonly negated: boolean
  /** `time` stands before it. */
  readonly timed: boolean
  readonly commands: readonly ShellCommand[]
}

export interface AndOr {
  readonly first: Pipeline
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[]
  readonly background: boolean
}

export type List = readonly AndOr[]

/** The text is no shell: mksh's words for it. */
export class ShellSyntaxError extends Error {
  override readonly name: string = 'ShellSyntaxError'
  readonly line: number
  /** The text may become right when more of it comes (interactive shells ask for the next line). */
  readonly incomplete: boolean
  constructor(message: string, line: number, incomplete: boolean) {
    super(message)
    this.line = line
    this.incomplete = incomplete
  }
}
