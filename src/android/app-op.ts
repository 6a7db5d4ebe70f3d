export type AppOpMode = 'allow' | 'ignore' | 'deny' | 'default' | 'foreground'

/**
 * Reads `cmd appops get PKG OP`. The mode of the uid wins over that of the package (Android 10 and later). Undefined when
 * the phone has nothing to say of the op (`No operations.` without a default).
 */
export function readAppOp(text: string, op: string): AppOpMode | undefined {
  const mode = (pattern: RegExp): AppOpMode | undefined => pattern.exec(text)?.[1] as AppOpMode | undefined
  const modes = '(allow|ignore|deny|default|foreground)'
  return (
    mode(new RegExp(`^\\s*Uid mode: ${op}: ${modes}`, 'm')) ??
    mode(new RegExp(`^\\s*${op}: ${modes}`, 'm')) ??
    mode(new RegExp(`^\\s*Default mode: ${modes}`, 'm'))
  )
}
