"""Chinese typed through fcitx 4 and 5: the wheels of Qt have no plug-in for them (decision 0035). `starting` is the door."""
