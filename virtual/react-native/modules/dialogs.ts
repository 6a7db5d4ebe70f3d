import type { AppFunction } from '../app/realm.ts'
import type { AlertOptions } from '../view/alert-dialogs.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'

/** Alert (DialogModule.kt); the numbers are android.content.DialogInterface's. */
export function dialogManager(host: ModuleHost): NativeModule {
  return {
    getConstants: () =>
      host.realm.toApp({
        buttonClicked: 'buttonClicked',
        dismissed: 'dismissed',
        buttonPositive: -1,
        buttonNegative: -2,
        buttonNeutral: -3,
      }),
    showAlert: (options: AlertOptions, _onError: AppFunction, onAction: AppFunction): void => {
      host.alerts.show(
        { ...options, ...(options.items === undefined ? {} : { items: Array.from(options.items) }) },
        (answer) => {
          if (answer.kind === 'clicked') host.callBack(onAction, 'buttonClicked', answer.which)
          else host.callBack(onAction, 'dismissed')
        },
      )
      host.touchWindow()
    },
  }
}
