"""The browser that everything is looked at in: started once, and with what a window shows around a page turned off."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# The address field of a window that nobody sees is two pages of its own, which cost more than the page looked at.
# The rest is what Playwright turns off itself, whose list is replaced where another is given.
TURNED_OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "TcpPortRandomizationWin,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "msForceBrowserSignIn,msEdgeUpdateLaunchServicesPreferredVersion,"
    # There is one site, so it needs no process of its own, and none that waits for the next.
    "SpareRendererForSitePerProcess,IsolateOrigins,site-per-process"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-site-isolation-trials",
    f"--disable-features={TURNED_OFF}",
    # A page lives for a second: what scripts do in it is over before they would have been made faster on other threads.
    "--js-flags=--single-threaded,--no-opt",
    "--num-raster-threads=1",
)


@pytest.fixture(scope="session")
def playwright() -> "Iterator[Playwright]":
    """What drives the browser, and knows how phones differ."""
    from playwright.sync_api import sync_playwright

    # The browser's own event loop runs in the tests' thread, where Django would then refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser(playwright: "Playwright") -> "Iterator[Browser]":
    """Chromium, named by FOLJA_BROWSER or found on the path."""
    program = os.environ.get("FOLJA_BROWSER") or shutil.which("chromium")
    browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
    yield browser
    browser.close()
