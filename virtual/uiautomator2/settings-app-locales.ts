/** Locales that the phones' system image has resources for, language and country. */
const tags =
  'af-ZA am-ET ar-EG ar-XB as-IN az-AZ be-BY bg-BG bn-BD bs-BA ca-ES cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IN en-US en-XA es-ES es-US et-EE eu-ES fa-IR fi-FI fil-PH fr-CA fr-CH fr-FR gl-ES gu-IN hi-IN hr-HR hu-HU hy-AM in-ID is-IS it-CH it-IT iw-IL ja-JP ka-GE kk-KZ km-KH kn-IN ko-KR ky-KG lo-LA lt-LT lv-LV mk-MK ml-IN mn-MN mr-IN ms-MY my-MM nb-NO ne-NP nl-BE nl-NL or-IN pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU si-LK sk-SK sl-SI sq-AL sr-RS sv-SE sw-TZ ta-IN te-IN th-TH tr-TR uk-UA ur-PK uz-UZ vi-VN zh-CN zh-HK zh-TW zu-ZA'

export const locales: readonly { readonly language: string; readonly country: string }[] = tags
  .split(' ')
  .map((tag) => {
    const [language = '', country = ''] = tag.split('-')
    return { language, country }
  })
