import type { Browser, Vendor } from '../android/rom.ts'

/**
 * The browser that answers web links on each vendor's phones as sold. Packages are those of the vendors' own browsers (as
 * they appear in public package lists); where a browser's entry class is not public, the one of AOSP's browser stands in.
 */
export const browsers: Readonly<Record<Vendor, Browser>> = {
  mi: browser('com.android.browser', 'com.android.browser.BrowserActivity', '浏览器', '18.1.21'),
  huawei: browser('com.huawei.browser', 'com.huawei.browser.Main', '浏览器', '12.1.3.304'),
  honor: browser('com.hihonor.baidu.browser', 'com.baidu.browser.BrowserActivity', '荣耀浏览器', '8.1.0.114'),
  oppo: browser('com.heytap.browser', 'com.android.browser.RealBrowserActivity', '浏览器', '40.8.1.1'),
  vivo: browser('com.vivo.browser', 'com.vivo.browser.MainActivity', '浏览器', '16.5.0.2'),
  meizu: browser('com.android.browser', 'com.android.browser.BrowserActivity', '浏览器', '9.2.12'),
  google: browser('com.android.chrome', 'com.google.android.apps.chrome.Main', 'Chrome', '120.0.6099.43'),
}

function browser(packageName: string, activity: string, label: string, versionName: string): Browser {
  return { packageName, activity, label, versionName }
}
