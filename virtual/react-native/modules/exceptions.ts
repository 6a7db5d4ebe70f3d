import { isRecord } from '../fabric/props.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'

const javascriptException = 'com.facebook.react.common.JavascriptException'

/** Where ExceptionsManagerModule throws, as the crash log of a release build shows it. */
const javaStack = [
  'at com.facebook.react.modules.core.ExceptionsManagerModule.reportException(ExceptionsManagerModule.kt:56)',
  'at com.facebook.jni.NativeRunnable.run(Native Method)',
  'at android.os.Handler.handleCallback(Handler.java:942)',
  'at android.os.Handler.dispatchMessage(Handler.java:99)',
  'at com.facebook.react.bridge.queue.MessageQueueThreadHandler.dispatchMessage(MessageQueueThreadHandler.kt:21)',
  'at android.os.Looper.loopOnce(Looper.java:201)',
  'at android.os.Looper.loop(Looper.java:288)',
  'at com.facebook.react.bridge.queue.MessageQueueThreadImpl$Companion.startNewBackgroundThread$lambda$1(MessageQueueThreadImpl.kt:175)',
  'at java.lang.Thread.run(Thread.java:1012)',
] as const

/** A fatal exception ends the process, any other is only logged (ExceptionsManagerModule.kt). */
export function exceptionsManager(host: ModuleHost): NativeModule {
  const report = (message: unknown, stack: unknown, isFatal: boolean): void => {
    const text = formatStack(typeof message === 'string' ? message : '', stack)
    if (isFatal) host.crash(javascriptException, text, javaStack)
    else host.link.log('E', 'ReactNative', text)
  }
  return {
    reportException: (data: Readonly<Record<string, unknown>>): void => {
      report(data['message'], data['stack'], data['isFatal'] === true)
    },
    reportFatalException: (message: string, stack: unknown): void => {
      report(message, stack, true)
    },
    reportSoftException: (message: string, stack: unknown): void => {
      report(message, stack, false)
    },
    dismissRedbox: noOperation,
  }
}

/** An exception that never reached ErrorUtils, e.g. while the bundle is evaluated. */
export function crashOf(error: unknown): {
  readonly exception: string
  readonly message: string
  readonly stack: readonly string[]
} {
  const text = isRecord(error) && typeof error['stack'] === 'string' ? error['stack'] : String(error)
  return { exception: javascriptException, message: text.replace(/\n\s+at /g, '\nat '), stack: javaStack }
}

/** JSStackTrace.format: `message, stack:` and one `method@line:column` per frame. */
function formatStack(message: string, stack: unknown): string {
  const lines = [`${message}, stack:`]
  for (const frame of Array.isArray(stack) ? (stack as readonly unknown[]) : []) {
    if (!isRecord(frame)) continue
    const { methodName, file, lineNumber, column } = frame
    const segment = typeof file === 'string' ? /\b((?:seg-\d+(?:_\d+)?|\d+)\.js)/.exec(file)?.[1] : undefined
    const line = typeof lineNumber === 'number' ? String(lineNumber) : '-1'
    const at = typeof column === 'number' ? `:${String(column)}` : ''
    lines.push(`${String(methodName)}@${segment === undefined ? '' : `${segment}:`}${line}${at}`)
  }
  return `${lines.join('\n')}\n`
}
