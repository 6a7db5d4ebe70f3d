import { type Rule, rule } from '../push/rule.ts'

const checkedOn = '2026-11-20'

export function mainlandRemoval(vendor: string): Rule<'counts-as-force-stop'> {
  return rule({
    name: `${vendor}/removal-from-recents`,
    value: 'counts-as-force-stop',
    says: 'On most phones of the mainland closing an app in recents counts as a force stop, elsewhere it does not',
    source: 'CHATDOCS, FCM guide of the sibling product',
    page: 'l.67-68',
    checkedOn,
  })
}

export function notificationsOnAtInstall(vendor: string): Rule<'on'> {
  return rule({
    name: `${vendor}/notifications-at-install`,
    value: 'on',
    says: "A new app's notifications are on; from Android 13 the permission decides",
    source: 'CHATDOCS React Native guide and FAQ',
    page: 'vendor switches (only OPPO is off)',
    checkedOn,
    grade: 'inferred',
  })
}

export function ownHeadsUpSetting(vendor: string): Rule<'own-setting'> {
  return rule({
    name: `${vendor}/heads-up`,
    value: 'own-setting',
    says: 'The ROM has a switch of its own for floating notifications',
    source: 'CHATDOCS FAQ on vendor switches',
    page: 'allow, status icon, sound, lock screen',
    checkedOn,
    grade: 'inferred',
  })
}
