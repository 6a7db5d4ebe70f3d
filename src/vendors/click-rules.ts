import type { ClickRoute } from '../push/push-service-rules.ts'
import { type Rule, rule } from '../push/rule.ts'
import type { ClickAction } from '../push/situation.ts'

const checkedOn = '2026-11-20'

/**
 * The three click actions of Tencent's console. TIMPush tells the app of a click only for "open specified in-app page"
 * with the default value; "open app" starts the first page without ext.
 */
export function clickRules(
  vendor: string,
  inAppPage: { readonly extBy: string; readonly target: 'intent-uri' | 'activity-class' },
): Readonly<Record<ClickAction, Rule<ClickRoute>>> {
  return {
    'in-app-page': rule({
      name: `${vendor}/click-in-app-page`,
      value: { opens: 'in-app-page', ...inAppPage },
      says: `A tap opens the page of the console's ${inAppPage.target === 'intent-uri' ? 'intent URI' : 'class name'}; ext comes by ${inAppPage.extBy}`,
      source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
      page: 'click action "open specified in-app page"',
      checkedOn,
    }),
    'open-app': rule({
      name: `${vendor}/click-open-app`,
      value: { opens: 'launcher-page', extBy: null },
      says: 'A tap opens the first page of the app; TIMPush calls nobody and gives no ext',
      source: 'TIMPush native guide',
      page: 'onNotificationClicked works only with the in-app page',
      checkedOn,
    }),
    'web-page': rule({
      name: `${vendor}/click-web-page`,
      value: { opens: 'browser', extBy: null },
      says: 'A tap opens the web page of the console',
      source: 'CHATDOCS, certificate settings of the vendor',
      page: 'click action "open web page"',
      checkedOn,
      ...(vendor === 'mi' ? {} : { grade: 'inferred' as const }),
    }),
  }
}

/** "Open app" where the vendor's own callback hands ext to the app, which follows it: the switch `openAppExt`. */
export function openAppByCallback(vendor: string, extBy: string): Rule<ClickRoute> {
  return rule({
    name: `${vendor}/click-open-app-by-callback`,
    value: { opens: 'in-app-page', extBy, target: 'launcher' },
    says: `A tap opens the app, and ${extBy} gives it the ext`,
    source: 'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09)',
    page: 'click action "open app"',
    checkedOn,
  })
}
