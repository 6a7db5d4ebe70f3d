package io.pushfarm.sample

import com.facebook.react.PackageList
import com.facebook.react.ReactApplication
import com.facebook.react.ReactHost
import com.facebook.react.ReactNativeApplicationEntryPoint.loadReactNative
import com.facebook.react.defaults.DefaultReactHost.getDefaultReactHost
import com.tencent.qcloud.rntimpush.TencentCloudPushApplication

/**
 * The push plugin's application class listens for clicks of notifications from the start of the process: without it a
 * click starts nothing and its ext is lost.
 */
class MainApplication : TencentCloudPushApplication(), ReactApplication {
    override val reactHost: ReactHost by lazy {
        getDefaultReactHost(context = applicationContext, packageList = PackageList(this).packages)
    }

    override fun onCreate() {
        super.onCreate()
        loadReactNative(this)
    }
}
