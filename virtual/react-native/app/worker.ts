import { parentPort, workerData } from 'node:worker_threads'
import { loadYoga } from 'yoga-layout/load'
import type { AppStart, ToApp } from '../message.ts'
import { crashOf } from '../modules/exceptions.ts'
import { App } from './app.ts'
import { Inbox } from './inbox.ts'
import { SystemLink } from './system-link.ts'

declare global {
  /** Called by Yoga's loader instead of compiling its own copy; see worker-code.ts. */
  var instantiateYoga: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => object
}

/** Entry of an app's thread. */
async function main(start: AppStart): Promise<void> {
  const port = parentPort
  if (port === null) throw new Error('an app runs only as a worker thread')
  const link = new SystemLink((message) => {
    port.postMessage(message)
  })
  // Promises that Node sees are those of the app's native async functions: React Native only warns of them.
  process.on('unhandledRejection', (reason: unknown) => {
    link.log('W', 'ReactNativeJS', `Possible unhandled promise rejection: ${String(reason)}`)
  })
  globalThis.instantiateYoga = (imports, done) => {
    done(new WebAssembly.Instance(start.yogaModule, imports))
    return {}
  }
  const app = new App(start, await loadYoga(), link)
  process.on('uncaughtException', (error: unknown) => {
    const { exception, message, stack } = crashOf(error)
    app.crash(exception, message, stack)
  })
  const inbox = new Inbox(app)
  // what was sent before waits in the port until there is a listener
  port.on('message', (message: ToApp) => {
    inbox.receive(message)
  })
}

void main(workerData as AppStart)
