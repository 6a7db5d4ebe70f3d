import { randomUUID } from 'node:crypto'
import type { Phone } from '../android/phone.ts'
import { Alerts } from './alerts.ts'
import { Elements } from './elements.ts'
import { Gestures } from './gestures.ts'
import { ServerSettings } from './server-settings.ts'
import { W3cActions } from './w3c-actions.ts'

/** What lives as long as one session of a client. */
export class Session {
  readonly id = randomUUID()
  readonly capabilities: Readonly<Record<string, unknown>>
  readonly settings = new ServerSettings()
  readonly elements: Elements
  readonly alerts: Alerts
  readonly gestures: Gestures
  readonly actions: W3cActions

  constructor(phone: Phone, capabilities: Readonly<Record<string, unknown>>) {
    this.capabilities = capabilities
    this.elements = new Elements(phone, this.settings, () => {
      const given = capabilities['appPackage'] ?? capabilities['appium:appPackage']
      return typeof given === 'string' ? given : phone.activities.resumed()?.component.packageName
    })
    this.alerts = new Alerts(phone, this.elements.reader)
    this.gestures = new Gestures(phone, this.elements)
    this.actions = new W3cActions(phone, this.elements)
  }
}
