// A provider's answer came from its own site, without our cookies: sent on from here they come along.

document.querySelector("[data-send-on]").submit();
